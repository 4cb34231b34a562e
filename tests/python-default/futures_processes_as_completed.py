import time
from concurrent.futures import ProcessPoolExecutor, as_completed


def work(delay):
    time.sleep(delay)
    return delay


if __name__ == "__main__":
    with ProcessPoolExecutor(3) as executor:
        futures = [executor.submit(work, delay) for delay in (0.5, 0.1, 0.3)]
        for future in as_completed(futures):
            print(future.result())
