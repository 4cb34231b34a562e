def average():
    total = count = 0
    mean = None
    while True:
        value = yield mean
        total += value
        count += 1
        mean = total / count


mean = average()
print(next(mean), mean.send(10), mean.send(20), mean.send(3))
fresh = average()
try:
    fresh.send(5)
except TypeError as error:
    print(error)
