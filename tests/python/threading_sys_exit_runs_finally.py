import sys
import threading


def leave():
    try:
        with lock:
            sys.exit("not shown for a thread")
    finally:
        print("finally", lock.locked())


lock = threading.Lock()
thread = threading.Thread(target=leave)
thread.start()
thread.join()
print("still here")
