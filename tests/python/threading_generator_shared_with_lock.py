import threading


def ticket_numbers():
    number = 0
    while True:
        number += 1
        yield number


numbers, lock, taken = ticket_numbers(), threading.Lock(), []


def take():
    for _ in range(3):
        with lock:
            taken.append(next(numbers))


threads = [threading.Thread(target=take) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(taken)
