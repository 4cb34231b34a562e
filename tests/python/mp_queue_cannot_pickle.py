import threading
from multiprocessing import Queue

if __name__ == "__main__":
    q = Queue()
    q.put(threading.Lock())
    q.put("fine")
    print(q.get())
    print(q.empty(), q.qsize())
