import threading

barrier = threading.Barrier(2, timeout=0.02)
try:
    barrier.wait()
except threading.BrokenBarrierError:
    print("broken", barrier.broken, barrier.n_waiting)
barrier.reset()
print(barrier.broken)
try:
    barrier.wait(timeout=0)
except threading.BrokenBarrierError:
    print("broken again")
print(issubclass(threading.BrokenBarrierError, RuntimeError), threading.Barrier(1).wait())
