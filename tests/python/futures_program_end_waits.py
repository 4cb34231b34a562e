import threading
import time
from concurrent.futures import ThreadPoolExecutor

executor = ThreadPoolExecutor(1)


def late():
    threading.main_thread().join()
    for pool in (executor, ThreadPoolExecutor(1)):
        try:
            pool.submit(int)
        except RuntimeError as error:
            print(error)


def work():
    time.sleep(0.05)
    print("work done")


executor.submit(work)
executor.submit(print, "and this")
print("main ends")
threading.Thread(target=late).start()
