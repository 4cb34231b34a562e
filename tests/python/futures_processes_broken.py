import os
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool


if __name__ == "__main__":
    with ProcessPoolExecutor(2) as executor:
        future = executor.submit(os._exit, 1)
        try:
            future.result()
        except BrokenProcessPool as error:
            print(error)
        try:
            executor.submit(abs, 1)
        except BrokenProcessPool as error:
            print(error)
