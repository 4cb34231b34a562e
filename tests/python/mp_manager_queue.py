from multiprocessing import Manager, Pool


def work(args):
    queue, number = args
    queue.put(number * 2)


if __name__ == "__main__":
    with Manager() as manager:
        queue = manager.Queue()
        with Pool(2) as pool:
            pool.map(work, [(queue, number) for number in range(4)])
        print(sorted(queue.get() for _ in range(4)), queue.empty(), queue.qsize())
        jobs = manager.JoinableQueue()
        jobs.put(1)
        jobs.get()
        jobs.task_done()
        jobs.join()
        print("joined")
