import threading

count = 4
forks = [threading.Lock() for _ in range(count)]
meals = [0] * count


def dine(seat):
    low, high = sorted((seat, (seat + 1) % count))
    for _ in range(5):
        with forks[low], forks[high]:
            meals[seat] += 1


threads = [threading.Thread(target=dine, args=(seat,)) for seat in range(count)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(meals)
