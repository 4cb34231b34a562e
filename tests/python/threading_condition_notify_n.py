import threading

condition = threading.Condition()
waiting = woken = 0


def sleeper():
    global waiting, woken
    with condition:
        waiting += 1
        arrived.release()
        condition.wait()
        woken += 1
        done.release()


arrived, done = threading.Semaphore(0), threading.Semaphore(0)
threads = [threading.Thread(target=sleeper, daemon=True) for _ in range(3)]
for thread in threads:
    thread.start()
for _ in threads:
    arrived.acquire()
with condition:
    condition.notify(2)
done.acquire()
done.acquire()
print(waiting, woken, done.acquire(timeout=0.02))
with condition:
    condition.notify()
for thread in threads:
    thread.join()
print(woken)
