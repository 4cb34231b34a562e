import threading
from concurrent.futures import ThreadPoolExecutor

gate = threading.Event()


def pass_gate(number):
    if number == 2:
        gate.wait()
    return number


with ThreadPoolExecutor(3) as executor:
    results = executor.map(pass_gate, range(4), timeout=0.2)
    try:
        for result in results:
            print(result)
    except TimeoutError as error:
        print("too late", repr(error))
    gate.set()
