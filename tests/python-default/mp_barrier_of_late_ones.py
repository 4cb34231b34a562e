import time
from multiprocessing import Barrier, Process


def come(barrier, number):
    time.sleep(0.1 * number)
    print("here", number, flush=True)
    barrier.wait()
    time.sleep(0.05 * number)
    print("on", number, flush=True)


if __name__ == "__main__":
    barrier = Barrier(3)
    processes = [Process(target=come, args=(barrier, number)) for number in range(3)]
    for p in processes:
        p.start()
    for p in processes:
        p.join()
