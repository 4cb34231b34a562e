import threading
from multiprocessing.pool import ThreadPool

good, bad = [], []


def work(number):
    return 10 // number


def note(value):
    good.append((value, threading.current_thread().name))


pool = ThreadPool(processes=2)
for number in (1, 0, 5):
    pool.apply_async(work, (number,), callback=note, error_callback=lambda error: bad.append(repr(error)))
pool.map_async(work, [2, 10], callback=note)
pool.close()
pool.join()
print(sorted(good, key=str), bad)
