import threading
import time

condition = threading.Condition()
shelf = []


def consumer():
    for _ in range(3):
        with condition:
            while not shelf:
                print("consumer waits")
                condition.wait()
            print("consumer takes", shelf.pop(0))


def producer():
    for item in ("bread", "milk", "eggs"):
        time.sleep(0.05)
        with condition:
            shelf.append(item)
            print("producer brings", item)
            condition.notify()


threads = [threading.Thread(target=consumer), threading.Thread(target=producer)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
