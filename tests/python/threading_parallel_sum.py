import threading


def add_range(low, high):
    totals.append(sum(range(low, high)))


totals, threads = [], []
for low in range(0, 1000, 250):
    thread = threading.Thread(target=add_range, args=(low, low + 250))
    threads.append(thread)
    thread.start()
for thread in threads:
    thread.join()
print(sum(totals), len(totals))
