from multiprocessing import Process, SimpleQueue


def square(tasks, results):
    for number in iter(tasks.get, None):
        results.put((number, number * number))


if __name__ == "__main__":
    tasks, results = SimpleQueue(), SimpleQueue()
    workers = [Process(target=square, args=(tasks, results)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for number in range(6):
        tasks.put(number)
    for _ in workers:
        tasks.put(None)
    for worker in workers:
        worker.join()
    print(sorted(results.get() for _ in range(6)), results.empty(), tasks.empty())
    results.close()
