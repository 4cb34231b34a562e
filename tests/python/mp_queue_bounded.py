import queue
from multiprocessing import Queue

if __name__ == "__main__":
    q = Queue(2)
    q.put(1)
    q.put("two")
    print(q.full(), q.qsize())
    for function in (lambda: q.put(3, False), lambda: q.put_nowait(3), lambda: q.put(3, timeout=0.05)):
        try:
            function()
        except queue.Full as error:
            print(repr(error))
    print(q.get(), q.get(timeout=1))
    for function in (lambda: q.get(False), q.get_nowait, lambda: q.get(timeout=0.05)):
        try:
            function()
        except queue.Empty as error:
            print(repr(error))
    print(q.empty(), q.full(), q.qsize())
