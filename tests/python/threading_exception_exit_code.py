import threading
import time


def fail():
    return 1 / 0


threading.Thread(target=fail).start()
time.sleep(0.05)
print("the process still ends with 0")
