import threading

rounds = []


def action():
    rounds.append(len(rounds))


barrier = threading.Barrier(2, action=action)


def runner():
    for _ in range(3):
        barrier.wait()


threads = [threading.Thread(target=runner) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(rounds)
