import time
from multiprocessing import Process, Queue


def produce(queue):
    for number in range(4):
        time.sleep(0.1)
        print("put", number, flush=True)
        queue.put(number)
    queue.put(None)


def consume(queue):
    while (number := queue.get()) is not None:
        time.sleep(0.02)
        print("got", number, flush=True)


if __name__ == "__main__":
    queue = Queue()
    processes = [Process(target=produce, args=(queue,)), Process(target=consume, args=(queue,))]
    for p in processes:
        p.start()
    for p in processes:
        p.join()
