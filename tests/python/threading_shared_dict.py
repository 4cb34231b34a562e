import threading

lock, counts = threading.Lock(), {}


def count(words):
    for word in words:
        with lock:
            counts[word] = counts.get(word, 0) + 1


texts = ["a b a", "b c", "a c c c"]
threads = [threading.Thread(target=count, args=(text.split(),)) for text in texts]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(counts.items()))
