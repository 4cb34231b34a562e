import time
from multiprocessing import Lock, Process, Queue


def dine(number, left, right, done):
    first, second = (left, right) if number % 2 else (right, left)
    for _ in range(3):
        with first:
            with second:
                time.sleep(0.01)
    done.put(number)


if __name__ == "__main__":
    forks = [Lock() for _ in range(5)]
    done = Queue()
    table = [Process(target=dine, args=(n, forks[n], forks[(n + 1) % 5], done)) for n in range(5)]
    for p in table:
        p.start()
    print(sorted(done.get() for _ in table))
    for p in table:
        p.join()
