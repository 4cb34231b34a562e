import threading
from multiprocessing import Queue

if __name__ == "__main__":
    q = Queue()
    print(threading.active_count())
    q.put(1)
    print(sorted(t.name for t in threading.enumerate()))
    print([t.daemon for t in threading.enumerate() if t.name != "MainThread"])
    print(q.get())
    q.close()
    q.join_thread()
    print(threading.active_count())
