from multiprocessing import Lock, Process, Value


def add(total, lock):
    for _ in range(50):
        with lock:
            total.value += 1


if __name__ == "__main__":
    total = Value("i", 0, lock=False)
    lock = Lock()
    workers = [Process(target=add, args=(total, lock)) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    print(total.value)
