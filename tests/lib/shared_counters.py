# Library objects that threads like to share.
import itertools
import threading
from collections import Counter, defaultdict, deque
from functools import lru_cache, partial

tickets = itertools.count(1)
taken = []
done = deque()
totals = Counter()
by_thread = defaultdict(list)
lock = threading.Lock()


@lru_cache(maxsize=None)
def square(n):
    return n * n


def work(name, times):
    for _ in range(times):
        ticket = next(tickets)
        taken.append(ticket)
        done.append(square(ticket))
        with lock:
            totals[name] += 1
            by_thread[name].append(ticket)


threads = [threading.Thread(target=partial(work, f"w{i}", times=20)) for i in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(taken) == list(range(1, 81)), sum(done), sorted(totals.items()), square.cache_info().misses)
print(sorted(by_thread), all(tickets == sorted(tickets) for tickets in by_thread.values()))
