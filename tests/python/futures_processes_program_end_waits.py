import time
from concurrent.futures import ProcessPoolExecutor


def work():
    time.sleep(0.2)
    print("worked", flush=True)


if __name__ == "__main__":
    executor = ProcessPoolExecutor(1)
    executor.submit(work)
    print("main is through", flush=True)
