import threading

barrier = threading.Barrier(2)
left, right = [], []


def walk(mine, other):
    for step in range(4):
        mine.append(step)
        barrier.wait()
        together.append(len(mine) == len(other))
        barrier.wait()


together = []
threads = [threading.Thread(target=walk, args=pair) for pair in ((left, right), (right, left))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(left, right, together)
