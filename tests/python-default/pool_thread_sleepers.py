import time
from multiprocessing.pool import ThreadPool


def task(identifier):
    print(f"task {identifier} begins")
    time.sleep(0.1 * (identifier + 1))
    print(f"task {identifier} ends")
    return identifier * 10


with ThreadPool(4) as pool:
    for result in pool.imap(task, range(4)):
        print("got", result)
    for result in pool.imap_unordered(task, [3, 1, 2, 0]):
        print("got", result, "first come")
    print(pool.map(task, [1, 0]))
