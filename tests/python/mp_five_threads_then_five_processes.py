import multiprocessing
import threading

counter = 0


def count(n):
    global counter
    for _ in range(n):
        counter += 1


if __name__ == "__main__":
    workers = [threading.Thread(target=count, args=(100,)) for _ in range(5)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    print("threads:", counter)
    counter = 0
    workers = [multiprocessing.Process(target=count, args=(100,)) for _ in range(5)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    print("processes:", counter)
