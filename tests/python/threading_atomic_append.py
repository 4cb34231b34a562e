import threading

items = []


def fill(name):
    for number in range(50):
        items.append((name, number))


threads = [threading.Thread(target=fill, args=(name,)) for name in "abc"]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(len(items), all([n for who, n in items if who == name] == list(range(50)) for name in "abc"))
