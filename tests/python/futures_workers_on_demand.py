import os
from concurrent.futures import ThreadPoolExecutor

with ThreadPoolExecutor(4) as executor:
    print(len(executor._threads))
    executor.submit(int).result()
    print(len(executor._threads), executor._max_workers)
with ThreadPoolExecutor() as executor:
    print(executor._max_workers == min(32, os.cpu_count() + 4))
for wrong in (0, -2):
    try:
        ThreadPoolExecutor(max_workers=wrong)
    except ValueError as error:
        print(error)
try:
    ThreadPoolExecutor(2, initializer="setup")
except TypeError as error:
    print(error)
