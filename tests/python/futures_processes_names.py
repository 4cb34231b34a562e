import multiprocessing
from concurrent.futures import ProcessPoolExecutor


def who():
    return multiprocessing.current_process().name


if __name__ == "__main__":
    with ProcessPoolExecutor(1) as executor:
        print(executor.submit(who).result())
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as executor:
        print(executor.submit(who).result())
