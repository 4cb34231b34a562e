import threading
import time

condition = threading.Condition()


def sleeper():
    time.sleep(0.05)
    with condition:
        print("sleeper waits")
        print("woken" if condition.wait(timeout=0.1) else "the notify came too early")


thread = threading.Thread(target=sleeper)
thread.start()
with condition:
    print("main notifies")
    condition.notify()
thread.join()
