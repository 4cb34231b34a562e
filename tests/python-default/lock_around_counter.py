import threading

counter = 0
lock = threading.Lock()


def add(times):
    global counter
    for _ in range(times):
        with lock:
            counter += 1
    print(threading.current_thread().name, "done")


threads = [threading.Thread(target=add, args=(1000,), name=f"adder {n}") for n in range(3)]
for thread in threads:
    thread.start()
    thread.join()
print("counter:", counter)
