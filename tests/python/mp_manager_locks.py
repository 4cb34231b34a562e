from multiprocessing import Manager, Process


def add(book, lock):
    for _ in range(10):
        with lock:
            book["n"] = book["n"] + 1


if __name__ == "__main__":
    with Manager() as manager:
        book, lock = manager.dict(n=0), manager.Lock()
        processes = [Process(target=add, args=(book, lock)) for _ in range(3)]
        for p in processes:
            p.start()
        for p in processes:
            p.join()
        print(book["n"])
        event, semaphore, condition = manager.Event(), manager.Semaphore(1), manager.Condition()
        print(event.is_set(), event.wait(0.01), semaphore.acquire(), semaphore.acquire(False))
        event.set()
        print(event.is_set())
        with condition:
            condition.notify_all()
            print(condition.wait(0.01))
        barrier = manager.Barrier(1)
        print(barrier.wait(), barrier.parties, barrier.broken)
        rlock = manager.RLock()
        with rlock, rlock:
            print("twice")
