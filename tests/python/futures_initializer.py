import threading
from concurrent.futures import ThreadPoolExecutor

own = threading.local()
prepared = []


def prepare(kind, size):
    own.tool = f"{kind} of {size}"
    prepared.append(own.tool)


def work(number):
    return own.tool, number


with ThreadPoolExecutor(2, initializer=prepare, initargs=("saw", 3)) as executor:
    print(list(executor.map(work, range(4))))
print(set(prepared), 1 <= len(prepared) <= 2)
