import threading

condition = threading.Condition()
items = []


def consumer():
    with condition:
        while not items:
            condition.wait()
        print("took", items.pop())


thread = threading.Thread(target=consumer)
thread.start()
with condition:
    items.append("bread")
    condition.notify()
thread.join()
