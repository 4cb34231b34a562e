from concurrent.futures import BrokenExecutor, ThreadPoolExecutor
from concurrent.futures.thread import BrokenThreadPool


def prepare():
    raise OSError("no tools")


with ThreadPoolExecutor(1, initializer=prepare) as executor:
    try:
        executor.submit(print, "never").result()
    except BrokenThreadPool as error:
        print(type(error).__name__, error)
    try:
        executor.submit(print, "never")
    except BrokenExecutor as error:
        print(error)
print(issubclass(BrokenThreadPool, BrokenExecutor), issubclass(BrokenExecutor, RuntimeError))
