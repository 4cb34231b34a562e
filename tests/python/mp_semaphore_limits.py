import time
from multiprocessing import Lock, Process, Semaphore, Value


def visit(doors, inside, most, lock):
    with doors:
        with lock:
            inside.value += 1
            most.value = max(most.value, inside.value)
        time.sleep(0.1)
        with lock:
            inside.value -= 1


if __name__ == "__main__":
    doors, lock = Semaphore(2), Lock()
    inside, most = Value("i", 0), Value("i", 0)
    visitors = [Process(target=visit, args=(doors, inside, most, lock)) for _ in range(5)]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    print(inside.value, most.value, doors.get_value())
