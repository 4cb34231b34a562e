"""Timed waits against releases, between two processes and between the threads of each; somebody is killed on the way."""
import multiprocessing
import os
import random
import signal
import threading
import time

multiprocessing.set_start_method("fork")
ROUNDS = 6


def moment():
    return random.random() / 1500


def inside(rounds):
    """Threads of one process: a lock and a condition, both with a time."""
    lock = threading.Lock()
    ready = threading.Condition()

    def helper():
        for _ in range(rounds):
            if lock.acquire(timeout=moment()):
                time.sleep(moment() / 4)
                lock.release()
            with ready:
                ready.wait(timeout=moment())

    thread = threading.Thread(target=helper)
    thread.start()
    for _ in range(rounds):
        if lock.acquire(timeout=moment()):
            lock.release()
        with ready:
            ready.notify()
        time.sleep(moment() / 4)
    thread.join()


def between(gate, full):
    """Two processes: each waits no longer than a moment for what the other gives back."""
    side = threading.Thread(target=inside, args=(ROUNDS,))
    side.start()
    for _ in range(ROUNDS):
        if gate.acquire(timeout=moment()):
            time.sleep(moment() / 2)
            gate.release()
        with full:
            if random.random() < 0.5:
                full.notify()
            else:
                full.wait(timeout=moment())
    side.join()


def kill_later(pid):
    how = random.choice([signal.SIGKILL, signal.SIGTERM, None])
    if how is not None:
        time.sleep(moment() * 8)
        try:
            os.kill(pid, how)
        except ProcessLookupError:
            pass


def main():
    gate = multiprocessing.Lock()
    full = multiprocessing.Condition(multiprocessing.RLock())
    child = multiprocessing.Process(target=between, args=(gate, full))
    child.start()
    threading.Thread(target=kill_later, args=(child.pid,)).start()
    for _ in range(ROUNDS):
        if gate.acquire(timeout=moment()):
            gate.release()
        elif gate.acquire(False):
            gate.release()
    child.join(timeout=moment())
    if child.is_alive():
        child.terminate()
    child.join()
    print("the end", child.exitcode, flush=True)


if __name__ == "__main__":
    main()
