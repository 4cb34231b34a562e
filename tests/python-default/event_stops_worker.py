import threading
import time

stop = threading.Event()


def poll():
    rounds = 0
    while not stop.is_set():
        rounds += 1
        print("round", rounds)
        stop.wait(0.1)
    print("stopped in round", rounds)


thread = threading.Thread(target=poll)
thread.start()
time.sleep(0.25)
print("please stop")
stop.set()
thread.join()
