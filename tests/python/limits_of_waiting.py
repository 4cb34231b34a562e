# Times and numbers that are too large, wherever a program may give one.
import collections
import queue
import threading
import time

HUGE = 10**30


def tries(name, call):
    try:
        print(name, "->", call())
    except Exception as error:
        print(name, "->", type(error).__name__, error)


for number in (HUGE, -HUGE, 1e30, -1e30, float("inf"), float("nan"), 10**10, 1e10):
    tries(f"sleep {number}", lambda: time.sleep(number))
    tries(f"acquire a free lock {number}", lambda: threading.Lock().acquire(timeout=number))
    tries(f"acquire a free lock for long {number}", lambda: threading.RLock().acquire(True, number))

held = threading.Lock()
held.acquire()
tries("acquire", lambda: held.acquire(timeout=HUGE))
tries("acquire, not blocking", lambda: held.acquire(False, HUGE))
tries("acquire, less than nothing", lambda: held.acquire(timeout=-2))
tries("beyond TIMEOUT_MAX", lambda: held.acquire(timeout=threading.TIMEOUT_MAX + 1))

for number in (HUGE, 1e30):
    event = threading.Event()
    tries("wait for an event", lambda: event.wait(number))
    tries("wait for an event less than nothing", lambda: event.wait(-number))
    event.set()
    tries("wait for an event that is set", lambda: event.wait(number))

    condition = threading.Condition()
    with condition:
        tries("wait for news", lambda: condition.wait(number))
        tries("wait for news less than nothing", lambda: condition.wait(-number))
        tries("wait for a reason", lambda: condition.wait_for(lambda: False, number))
        tries("notify", lambda: condition.notify(HUGE))
    tries("the lock is free again", lambda: condition.acquire(False))

    semaphore = threading.Semaphore(0)
    tries("a permit", lambda: semaphore.acquire(timeout=number))
    tries("no permit", lambda: semaphore.acquire(timeout=-number))

    barrier = threading.Barrier(2)
    tries("wait at a barrier", lambda: barrier.wait(number))
    print("broken:", barrier.broken)
    tries("wait at a barrier with a time", lambda: threading.Barrier(2, timeout=number).wait())

    simple = queue.SimpleQueue()
    tries("get from a simple queue", lambda: simple.get(timeout=number))
    full = queue.Queue(1)
    tries("get", lambda: full.get(timeout=number))
    tries("get less than nothing", lambda: full.get(timeout=-number))
    full.put(1, timeout=number)
    tries("put", lambda: full.put(2, timeout=number))
    print("its items:", full.qsize())

    gate = threading.Event()
    thread = threading.Thread(target=gate.wait)
    thread.start()
    tries("join", lambda: thread.join(number))
    tries("join less than nothing", lambda: thread.join(-number))
    gate.set()
    thread.join()
    tries("join what has ended", lambda: thread.join(number))

plenty = threading.Semaphore(HUGE)
print(plenty.acquire(), plenty.acquire(timeout=HUGE), plenty.release())
bounded = threading.BoundedSemaphore(HUGE)
tries("release what nobody has", bounded.release)
print(bounded.acquire(), bounded.release())
wide = queue.Queue(HUGE)
wide.put(1)
print(wide.full(), wide.qsize(), wide.get())
tries("Queue of less than nothing", lambda: queue.Queue(-HUGE).put(1))
tries("Semaphore of less than nothing", lambda: threading.Semaphore(-HUGE))
tries("Barrier", lambda: threading.Barrier(HUGE).n_waiting)
tries("deque", lambda: collections.deque([], HUGE))
tries("deque of less than nothing", lambda: collections.deque([], -1))
