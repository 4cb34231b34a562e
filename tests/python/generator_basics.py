def countdown(start):
    print("begin")
    while start > 0:
        yield start
        start -= 1
    print("end")


numbers = countdown(2)
print(next(numbers), next(numbers), next(numbers, "done"), next(numbers, "still done"))
print(list(countdown(3)), type(numbers).__name__)


def fibonacci():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


print([n for n, _ in zip(fibonacci(), range(10))])
