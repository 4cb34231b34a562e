import threading
from multiprocessing import Barrier, Process


def meet(barrier):
    try:
        barrier.wait(0.2)
    except threading.BrokenBarrierError as error:
        print(type(error).__name__)


if __name__ == "__main__":
    barrier = Barrier(2)
    p = Process(target=meet, args=(barrier,))
    p.start()
    p.join()
    print(barrier.broken)
    try:
        barrier.wait()
    except threading.BrokenBarrierError:
        print("still broken")
    barrier.reset()
    print(barrier.broken, barrier.n_waiting)
    barrier.abort()
    print(barrier.broken)
    done = Barrier(1, action=lambda: print("action"))
    print(done.wait(), done.wait())
