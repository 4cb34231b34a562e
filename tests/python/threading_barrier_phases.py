import threading

count = 3
barrier = threading.Barrier(count)
data = [1, 2, 3]
sums = []


def worker(me):
    for _ in range(2):
        new = data[me] + data[(me + 1) % count]
        barrier.wait()
        data[me] = new
        if barrier.wait() == 0:
            sums.append(sum(data))
        barrier.wait()


threads = [threading.Thread(target=worker, args=(me,)) for me in range(count)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(data, sums)
