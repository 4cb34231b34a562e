import threading
from concurrent.futures import ThreadPoolExecutor

begun, gate = threading.Event(), threading.Event()


def hold():
    begun.set()
    gate.wait()
    return "finished"


executor = ThreadPoolExecutor(1)
running = executor.submit(hold)
begun.wait()
waiting = [executor.submit(print, "never") for _ in range(4)]
executor.shutdown(wait=False, cancel_futures=True)
print([future.cancelled() for future in waiting], running.cancelled())
gate.set()
print(running.result())
executor.shutdown()
print("over")
