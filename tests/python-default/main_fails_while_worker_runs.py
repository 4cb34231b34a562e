import threading
import time


def work():
    time.sleep(0.1)
    print("worker still finishes")


threading.Thread(target=work).start()
print("main fails now")
print([1, 2, 3][5])
