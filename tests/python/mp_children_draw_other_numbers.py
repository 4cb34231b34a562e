import random
from multiprocessing import Process, SimpleQueue


def draw(queue):
    queue.put(random.random())


def draw_seeded(queue):
    random.seed(5)
    queue.put(random.random())


if __name__ == "__main__":
    queue = SimpleQueue()
    random.seed(1)
    for target in (draw, draw, draw_seeded, draw_seeded):
        p = Process(target=target, args=(queue,))
        p.start()
        p.join()
    a, b, c, d = [queue.get() for _ in range(4)]
    print(a != b, c == d, c)
    print(random.random())
