import threading

condition = threading.Condition()
number = 0


def wait_until(target):
    with condition:
        condition.wait_for(lambda: number >= target)
        reached.append(target)


reached = []
threads = [threading.Thread(target=wait_until, args=(target,)) for target in (5, 3)]
for thread in threads:
    thread.start()
for _ in range(5):
    with condition:
        number += 1
        condition.notify_all()
for thread in threads:
    thread.join()
print(sorted(reached), number)
