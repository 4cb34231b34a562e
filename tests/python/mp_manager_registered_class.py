from multiprocessing import Process
from multiprocessing.managers import BaseManager


class Counter:
    def __init__(self, start=0):
        self.number = start

    def increment(self, by=1):
        self.number += by

    def get(self):
        return self.number

    def fail(self):
        raise ValueError("on purpose")


class MyManager(BaseManager):
    pass


MyManager.register("Counter", Counter)


def work(counter):
    for _ in range(5):
        counter.increment()


if __name__ == "__main__":
    with MyManager() as manager:
        counter = manager.Counter(10)
        processes = [Process(target=work, args=(counter,)) for _ in range(2)]
        for p in processes:
            p.start()
        for p in processes:
            p.join()
        counter.increment(by=100)
        print(counter.get())
        try:
            counter.fail()
        except ValueError as error:
            print(error)
        print(type(counter).__name__)
