import multiprocessing.pool
import threading
from multiprocessing.pool import ThreadPool

pool = ThreadPool(2)
print(pool)
for thread in threading.enumerate()[1:]:
    print(thread.name, thread.daemon)
try:
    pool.join()
except ValueError as error:
    print(error)
gate = threading.Event()
result = pool.apply_async(gate.wait)
try:
    result.get(timeout=0.01)
except multiprocessing.pool.TimeoutError as error:
    print(repr(error), type(error).__module__)
try:
    result.successful()
except ValueError as error:
    print(str(error).endswith("not ready"))
pool.close()
try:
    pool.apply(int)
except ValueError as error:
    print(error)
gate.set()
pool.join()
print(pool, result.get(), threading.active_count())
pool.terminate()
print(pool)
for wrong in (0, -1):
    try:
        ThreadPool(wrong)
    except ValueError as error:
        print(error)
try:
    ThreadPool(1, initializer=7)
except TypeError as error:
    print(error)
