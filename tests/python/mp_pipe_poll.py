import time
from multiprocessing import Pipe, Process


def late(connection):
    time.sleep(0.3)
    connection.send("late")


if __name__ == "__main__":
    a, b = Pipe()
    print(a.poll(), a.poll(0.01))
    p = Process(target=late, args=(b,))
    p.start()
    print(a.poll(None))
    print(a.poll(), a.recv(), a.poll(0))
    p.join()
