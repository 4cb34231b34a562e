import time
from multiprocessing.pool import ThreadPool


def work(name, seconds):
    time.sleep(seconds)
    if seconds > 0.25:
        raise TimeoutError(f"{name} took too long")
    return f"{name} after {seconds}"


pool = ThreadPool(3)
results = [
    pool.apply_async(
        work,
        args=(name, seconds),
        callback=lambda value: print("callback:", value),
        error_callback=lambda error: print("error:", error),
    )
    for name, seconds in (("red", 0.2), ("green", 0.1), ("blue", 0.3))
]
print("submitted", [result.ready() for result in results])
pool.close()
results[1].wait()
print("green is ready", [result.ready() for result in results])
pool.join()
print("all ready", [result.ready() for result in results], [result.successful() for result in results])
try:
    results[2].get()
except TimeoutError as error:
    print("again:", error)
