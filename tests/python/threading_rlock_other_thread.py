import threading

lock = threading.RLock()
lock.acquire()
answers = []


def attempt():
    answers.append(lock.acquire(blocking=False))
    try:
        lock.release()
    except RuntimeError as error:
        answers.append(str(error))


thread = threading.Thread(target=attempt)
thread.start()
thread.join()
print(answers)
lock.release()
thread = threading.Thread(target=lambda: answers.append(lock.acquire(timeout=1)))
thread.start()
thread.join()
print(answers[-1])
