# Threads, locks and queues without end.

#: threads
import threading
def f():
    threading.Thread(target=f).start()
    threading.Thread(target=f).start()
    f()
f()

#: threads
import threading
ready = threading.Event()
for _ in range(100000):
    threading.Thread(target=ready.wait).start()

#: steps
import threading
def f():
    while True:
        pass
for _ in range(20):
    threading.Thread(target=f).start()

#: steps
import threading
lock = threading.Lock()
def f():
    while True:
        with lock:
            pass
for _ in range(10):
    threading.Thread(target=f).start()

#: steps
import threading
locks = []
while True:
    lock = threading.Lock()
    lock.acquire()
    locks.append(lock)

#: steps
import threading
def f():
    while True:
        threading.Timer(0, int).start()
f()

#: steps
import queue
q = queue.Queue()
while True:
    q.put(0)

#: ends
import threading
threading.Semaphore(10**18).acquire()

#: steps
import threading
c = threading.Condition()
with c:
    while True:
        c.notify_all()

#: ends
import time
time.sleep(10**8)

#: threads
import threading
hold = threading.Event()
while True:
    threading.Thread(target=hold.wait, daemon=True).start()

#: steps
import threading
while True:
    thread = threading.Thread(target=int)
    thread.start()
    thread.join()

#: memory
import queue
q = queue.LifoQueue()
while True:
    q.put('a' * 100)

#: steps
import queue
q = queue.PriorityQueue()
n = 0
while True:
    q.put(n)
    n += 1

#: memory
import queue
q = queue.SimpleQueue()
while True:
    q.put(1)

#: memory
import threading
local = threading.local()
local.x = []
while True:
    local.x.append(threading.Event())

#: steps
import threading
lock = threading.RLock()
while True:
    lock.acquire()

#: steps
import threading
semaphore = threading.Semaphore(0)
while True:
    semaphore.release()

#: steps
import threading
def f():
    while True:
        try:
            raise SystemExit
        except BaseException:
            pass
threads = [threading.Thread(target=f, daemon=True) for _ in range(4)]
for t in threads: t.start()
for t in threads: t.join()

#: steps
import queue, threading
q = queue.Queue(1)
def f():
    while True:
        q.put(1)
threading.Thread(target=f).start()
while True:
    q.get()

#: steps
import threading
b = threading.Barrier(2)
def f():
    while True:
        b.wait()
threading.Thread(target=f).start()
f()

#: steps
import threading
e = threading.Event()
while not e.wait(0.001):
    pass

#: steps
import sched, time
s = sched.scheduler(time.time, time.sleep)
def again():
    s.enter(1, 1, again)
again()
s.run()

#: OverflowError: timestamp too large to convert to C _PyTime_t
import time
time.sleep(10**30)

#: OverflowError: timestamp too large to convert to C _PyTime_t
import threading
threading.Event().wait(10**30)
