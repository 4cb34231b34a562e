import threading

lock = threading.Lock()
log = []


def write(name):
    for number in range(3):
        with lock:
            log.append(f"{name}{number}")
    print(name, "has written")


threads = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(" ".join(log))
