from multiprocessing import Process, RLock, Value


def deposit(lock, balance, amount):
    with lock:
        with lock:
            balance.value += amount


if __name__ == "__main__":
    lock, balance = RLock(), Value("d", 0.0, lock=False)
    processes = [Process(target=deposit, args=(lock, balance, amount)) for amount in (1.5, 2.25, 3)]
    for p in processes:
        p.start()
    for p in processes:
        p.join()
    print(balance.value, lock)
