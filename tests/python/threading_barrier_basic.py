import threading

barrier = threading.Barrier(3)
before, after = [], []
lock = threading.Lock()


def runner(number):
    before.append(number)
    index = barrier.wait()
    with lock:
        after.append((index, len(before)))


threads = [threading.Thread(target=runner, args=(number,)) for number in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(after), barrier.parties, barrier.n_waiting, barrier.broken)
