import threading
import time

barrier = threading.Barrier(3)


def wait(name):
    try:
        barrier.wait(timeout=0.3)
        print(name, "passes")
    except threading.BrokenBarrierError:
        time.sleep(0.02 if name == "one" else 0.08)
        print(name, "gives up: the barrier is broken")


threads = [threading.Thread(target=wait, args=(name,)) for name in ("one", "two")]
for thread in threads:
    thread.start()
time.sleep(0.05)
print("main aborts")
barrier.abort()
for thread in threads:
    thread.join()
print("broken:", barrier.broken)
