"""Two threads hand the turn to each other with two locks: one hand-over and back."""
import threading
import time

COUNT = 10_000
ping, pong = threading.Lock(), threading.Lock()
ping.acquire()
pong.acquire()


def other():
    for _ in range(COUNT):
        ping.acquire()
        pong.release()


def work():
    for _ in range(COUNT):
        ping.release()
        pong.acquire()


thread = threading.Thread(target=other)
thread.start()
begin = time.perf_counter()
work()
print((time.perf_counter() - begin) / COUNT)
thread.join()
