import threading

condition = threading.Condition()


def wait_briefly():
    with condition:
        print("notified" if condition.wait(timeout=0.02) else "timed out")


thread = threading.Thread(target=wait_briefly)
thread.start()
thread.join()
with condition:
    print("the lock is free again")
