import threading

results = {}


def work(number):
    results[number] = number * 10


threads = {number: threading.Thread(target=work, args=(number,)) for number in range(5)}
for thread in threads.values():
    thread.start()
while threads:
    number, thread = threads.popitem()
    thread.join()
print(sorted(results.items()))
