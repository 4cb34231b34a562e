from multiprocessing import Pipe


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __repr__(self):
        return f"Point({self.x}, {self.y})"


if __name__ == "__main__":
    a, b = Pipe()
    for obj in (1, "text", [1, [2]], {"k": (1, 2)}, {3}, None, 2.5, b"bytes", Point(1, 2), Point, len, range(3)):
        a.send(obj)
        print(b.recv())
    items = [1]
    a.send(items)
    items.append(2)
    print(b.recv(), items)
    try:
        a.send(lambda: 1)
    except Exception as error:
        print(type(error).__name__)
    print(a.poll(), b.poll())
