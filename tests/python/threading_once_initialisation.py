import threading

lock = threading.Lock()
instance, made = None, 0


def get():
    global instance, made
    if instance is None:
        with lock:
            if instance is None:
                made += 1
                instance = object()
    return instance


found = []
threads = [threading.Thread(target=lambda: found.append(get())) for _ in range(5)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(made, all(one is instance for one in found), len(found))
