import time
from multiprocessing import Process


def work(number):
    print("start", number, flush=True)
    time.sleep(0.3 + 0.1 * number)
    print("end", number, flush=True)


if __name__ == "__main__":
    begun = time.time()
    workers = [Process(target=work, args=(number,)) for number in range(4)]
    for worker in workers:
        worker.start()
        time.sleep(0.03)
    for worker in workers:
        worker.join()
    print(round(time.time() - begun, 0))
