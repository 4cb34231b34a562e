import threading
import time
from concurrent.futures import ThreadPoolExecutor


def task(n):
    name = threading.current_thread().name
    print(f"{name}: sleeping {n}")
    time.sleep(n * (n + 10) / 100)
    print(f"{name}: done with {n}")
    return n / 10


executor = ThreadPoolExecutor(max_workers=2)
print("main: starting")
results = executor.map(task, range(5, 0, -1))
print("main: unprocessed results", type(results).__name__)
print("main: waiting for real results")
print("main: results:", list(results))
