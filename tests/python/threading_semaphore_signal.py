import threading

ready = threading.Semaphore(0)
steps = []


def second():
    ready.acquire()
    steps.append("second")


thread = threading.Thread(target=second)
thread.start()
steps.append("first")
ready.release()
thread.join()
print(steps)
