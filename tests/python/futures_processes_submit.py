import os
from concurrent.futures import ProcessPoolExecutor, as_completed, wait


def square(x):
    return x * x


if __name__ == "__main__":
    with ProcessPoolExecutor(2) as executor:
        futures = {executor.submit(square, x): x for x in range(4)}
        print(sorted((futures[f], f.result()) for f in as_completed(futures)))
        done, waiting = wait([executor.submit(square, x) for x in range(3)])
        print(len(done), len(waiting), executor.submit(os.getpid).result() != os.getpid())
    try:
        executor.submit(square, 1)
    except RuntimeError as error:
        print(error)
    for arguments in ({"max_workers": 0}, {"initializer": 3}):
        try:
            ProcessPoolExecutor(**arguments)
        except (ValueError, TypeError) as error:
            print(type(error).__name__, error)
