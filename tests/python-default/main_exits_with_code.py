import sys
import threading
import time


def save():
    time.sleep(0.05)
    print("saved")


threading.Thread(target=save).start()
print("leaving with code 2")
sys.exit(2)
