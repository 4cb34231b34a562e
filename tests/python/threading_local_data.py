import threading

data = threading.local()
data.value = "main"
seen = []


def work(number):
    seen.append(hasattr(data, "value"))
    data.value = number
    barrier.wait()
    seen.append(data.value == number)


barrier = threading.Barrier(2)
threads = [threading.Thread(target=work, args=(number,)) for number in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(data.value, sorted(seen))
del data.value
try:
    data.value
except AttributeError as error:
    print(error)
