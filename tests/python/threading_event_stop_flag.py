import threading

stop, started = threading.Event(), threading.Event()
rounds = 0


def work():
    global rounds
    while not stop.is_set():
        rounds += 1
        started.set()
        stop.wait(0.001)


thread = threading.Thread(target=work)
thread.start()
started.wait()
stop.set()
thread.join()
print(rounds > 0, thread.is_alive())
