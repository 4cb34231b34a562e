"""A process is forked and joined."""
import multiprocessing
import time

COUNT = 60


def nothing():
    pass


def work():
    for _ in range(COUNT):
        process = multiprocessing.Process(target=nothing)
        process.start()
        process.join()


if __name__ == "__main__":
    multiprocessing.set_start_method("fork")
    begin = time.perf_counter()
    work()
    print((time.perf_counter() - begin) / COUNT)
