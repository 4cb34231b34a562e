import threading

lock, again = threading.Lock(), threading.RLock()
print(repr(lock).startswith("<unlocked _thread.lock object"), type(lock).__name__, type(again).__name__)
with lock:
    print(repr(lock).startswith("<locked"))
with again:
    print(repr(again).startswith("<locked _thread.RLock"), "count=1" in repr(again))
