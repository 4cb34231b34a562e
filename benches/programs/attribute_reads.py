class Point:
    def __init__(self, x):
        self.x = x


def main():
    point = Point(3)
    total = 0
    for number in range(300_000):
        total += point.x
    return total


print(main())
