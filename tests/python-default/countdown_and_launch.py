import threading
import time


def countdown(start):
    while start > 0:
        print(start)
        start -= 1
        time.sleep(0.05)
    ready.set()


def launch():
    print("rocket waits")
    ready.wait()
    print("lift-off")


ready = threading.Event()
threads = [threading.Thread(target=launch), threading.Thread(target=countdown, args=(3,))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
