import random
import threading

results = {}


def roll(seed):
    own = random.Random(seed)
    results[seed] = [own.randint(1, 6) for _ in range(5)]


threads = [threading.Thread(target=roll, args=(seed,)) for seed in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(results.items()))
