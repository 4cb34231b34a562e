"""A round trip through a multiprocessing.Pipe to another process and back."""
import multiprocessing
import time

COUNT = 2_000


def echo(end):
    for _ in range(COUNT):
        end.send(end.recv())


def work(end):
    for number in range(COUNT):
        end.send(number)
        end.recv()


if __name__ == "__main__":
    multiprocessing.set_start_method("fork")
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.Process(target=echo, args=(theirs,))
    process.start()
    ours.send(0)
    ours.recv()
    COUNT -= 1
    begin = time.perf_counter()
    work(ours)
    print((time.perf_counter() - begin) / COUNT)
    process.join()
