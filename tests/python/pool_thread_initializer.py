import threading
from multiprocessing.pool import ThreadPool

local = threading.local()


def prepare(start):
    local.total = start


def add(number):
    local.total += number
    return local.total - number >= 10


with ThreadPool(3, prepare, (10,)) as pool:
    print(all(pool.map(add, range(20))))
    pool.terminate()
    print(pool)
try:
    pool.map(add, [1])
except ValueError as error:
    print(error)
