import threading

start = threading.Event()
results = []


def runner(number):
    results.append((number, start.wait()))


threads = [threading.Thread(target=runner, args=(number,)) for number in range(4)]
for thread in threads:
    thread.start()
print(results)
start.set()
for thread in threads:
    thread.join()
print(sorted(results))
