import threading

numbers = list(range(1, 2001))
partial = {}


def add_chunk(index, chunk):
    partial[index] = sum(chunk)
    print(f"chunk {index}: {partial[index]}")


threads = []
for index in range(4):
    chunk = numbers[index * 500 : (index + 1) * 500]
    thread = threading.Thread(target=add_chunk, args=(index, chunk))
    threads.append(thread)
    thread.start()
for thread in threads:
    thread.join()
print("sum:", sum(partial.values()), sum(partial.values()) == sum(numbers))
