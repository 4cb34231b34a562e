import time
from multiprocessing.pool import ThreadPool


def slow(number):
    time.sleep((3 - number % 4) * 0.01)
    return number + 100


with ThreadPool(3) as pool:
    print(list(pool.imap(slow, range(6))))
    print(list(pool.imap(slow, range(6), chunksize=2)))
    print(sorted(pool.imap_unordered(slow, range(6))))
    print(sorted(pool.imap_unordered(slow, range(7), 3)))
    results = pool.imap(slow, range(2))
    print(results.next(), next(results), next(results, "no more"))
    print(list(pool.imap(slow, [])))
    try:
        pool.imap(slow, [1], chunksize=0)
    except ValueError as error:
        print(error)
