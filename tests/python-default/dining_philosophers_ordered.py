import threading
import time

names = ["Plato", "Kant", "Hume"]
forks = [threading.Lock() for _ in names]


def dine(seat):
    low, high = sorted((seat, (seat + 1) % len(names)))
    with forks[low]:
        with forks[high]:
            print(names[seat], "eats")
            time.sleep(0.03)
    print(names[seat], "thinks")


threads = [threading.Thread(target=dine, args=(seat,)) for seat in range(len(names))]
for thread in threads:
    thread.start()
    time.sleep(0.05)
for thread in threads:
    thread.join()
