import sys
import threading
import time


def slow():
    time.sleep(0.05)
    print("worker finishes")


threading.Thread(target=slow).start()
print("main leaves")
sys.exit(7)
