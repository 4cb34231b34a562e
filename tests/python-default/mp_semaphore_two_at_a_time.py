import time
from multiprocessing import Process, Semaphore


def visit(doors, number):
    with doors:
        print("in", number, flush=True)
        time.sleep(0.3)
        print("out", number, flush=True)


if __name__ == "__main__":
    doors = Semaphore(2)
    visitors = [Process(target=visit, args=(doors, number)) for number in range(3)]
    for visitor in visitors:
        visitor.start()
        time.sleep(0.1)
    for visitor in visitors:
        visitor.join()
