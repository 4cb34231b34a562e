import time
from concurrent.futures import ThreadPoolExecutor


def save(name):
    time.sleep(0.1)
    print("saved", name)


executor = ThreadPoolExecutor(max_workers=2)
for name in ("one", "two", "three"):
    executor.submit(save, name)
    time.sleep(0.04)
executor.shutdown(wait=False)
print("shutdown called")
try:
    executor.submit(save, "four")
except RuntimeError as error:
    print("refused:", error)
print("end of the main thread")
