import threading


def square(number, results, index):
    results[index] = number * number


numbers = [3, 1, 4, 1, 5]
results = [None] * len(numbers)
threads = []
for index, number in enumerate(numbers):
    thread = threading.Thread(target=square, args=(number, results, index))
    thread.start()
    threads.append(thread)
for thread in threads:
    thread.join()
print(results, sum(results))
