import threading

condition, ready = threading.Condition(), threading.Semaphore(0)
steps = []


def waiter():
    with condition:
        with condition:
            steps.append("waits two deep")
            ready.release()
            condition.wait()
            steps.append("woken two deep")
        steps.append("one deep")


thread = threading.Thread(target=waiter)
thread.start()
ready.acquire()
with condition:
    steps.append("main got in")
    condition.notify()
thread.join()
print(steps)
