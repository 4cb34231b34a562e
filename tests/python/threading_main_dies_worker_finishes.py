import threading
import time


def slow():
    time.sleep(0.05)
    print("worker finishes all the same")


threading.Thread(target=slow).start()
raise RuntimeError("main is gone")
