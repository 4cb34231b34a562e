import threading
import time


def watch():
    while True:
        time.sleep(0.04)
        print("watching")


def work():
    time.sleep(0.1)
    print("work done")


threading.Thread(target=watch, daemon=True).start()
threading.Thread(target=work).start()
print("main has nothing left to do")
