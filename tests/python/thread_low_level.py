import _thread
import threading

done = _thread.allocate_lock()
done.acquire()


def work(word, times=1):
    print(word * times)
    done.release()


identity = _thread.start_new_thread(work, ("low ",), {"times": 2})
done.acquire()
print(isinstance(identity, int), type(done) is type(threading.Lock()))
