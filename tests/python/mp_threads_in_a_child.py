import threading
import time
from multiprocessing import Process


def tick():
    time.sleep(0.2)
    print("thread done")


def work():
    print(threading.current_thread().name, threading.active_count(), threading.main_thread().name)
    threading.Thread(target=tick).start()
    print("child's main thread done")


if __name__ == "__main__":
    p = Process(target=work)
    p.start()
    p.join()
    print(p.exitcode)
