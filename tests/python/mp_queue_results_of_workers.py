import multiprocessing as mp


def worker(number, queue):
    queue.put((number, sum(range(number * 100))))


if __name__ == "__main__":
    queue = mp.Queue()
    processes = [mp.Process(target=worker, args=(number, queue)) for number in range(4)]
    for p in processes:
        p.start()
    results = dict(queue.get() for _ in processes)
    for p in processes:
        p.join()
    for number in sorted(results):
        print(number, results[number])
