import threading
from collections import Counter

texts = ["one fish two fish", "red fish blue fish", "one red two blue"]
total, lock = Counter(), threading.Lock()


def count(number, text):
    words = Counter(text.split())
    with lock:
        total.update(words)
        print("text", number, "has", len(words), "different words")


threads = [threading.Thread(target=count, args=pair) for pair in enumerate(texts, 1)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(total.most_common(3))
