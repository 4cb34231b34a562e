from multiprocessing import Barrier, Process, SimpleQueue


def meet(barrier, queue):
    queue.put(barrier.wait())


if __name__ == "__main__":
    barrier, queue = Barrier(3), SimpleQueue()
    for _ in range(2):
        processes = [Process(target=meet, args=(barrier, queue)) for _ in range(3)]
        for p in processes:
            p.start()
        for p in processes:
            p.join()
        print(sorted(queue.get() for _ in processes))
    print(barrier.parties, barrier.n_waiting, barrier.broken)
