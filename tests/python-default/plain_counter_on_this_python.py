import threading

counter = 0


def add():
    global counter
    for _ in range(20000):
        counter += 1


threads = [threading.Thread(target=add) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(counter)
