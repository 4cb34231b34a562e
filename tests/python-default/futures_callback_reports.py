import threading
import time
from concurrent.futures import ThreadPoolExecutor


def work(name, seconds):
    print(name, "begins")
    time.sleep(seconds)
    if name == "b":
        raise ValueError("b breaks")
    return name.upper()


def report(future):
    where = threading.current_thread().name
    if future.exception() is not None:
        print(f"[{where}] failed: {future.exception()}")
    else:
        print(f"[{where}] finished: {future.result()}")


with ThreadPoolExecutor(max_workers=3, thread_name_prefix="pool") as executor:
    for name, seconds in (("a", 0.3), ("b", 0.1), ("c", 0.2)):
        future = executor.submit(work, name, seconds)
        future.add_done_callback(report)
    print("main goes on")
future.add_done_callback(report)
