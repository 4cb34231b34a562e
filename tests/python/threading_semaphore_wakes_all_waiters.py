import threading

gate, passed = threading.Semaphore(0), []


def pass_through(number):
    gate.acquire()
    passed.append(number)


threads = [threading.Thread(target=pass_through, args=(number,)) for number in range(5)]
for thread in threads:
    thread.start()
gate.release(3)
gate.release()
gate.release()
for thread in threads:
    thread.join()
print(sorted(passed), gate.acquire(blocking=False))
