import threading
from concurrent.futures import CancelledError, ThreadPoolExecutor, as_completed, wait

begun, gate = threading.Event(), threading.Event()


def hold():
    begun.set()
    gate.wait()
    return "held"


with ThreadPoolExecutor(1) as executor:
    first = executor.submit(hold)
    begun.wait()
    rest = [executor.submit(str, number) for number in range(3)]
    print("first", first.cancel(), "second", rest[1].cancel())
    rest[1].add_done_callback(lambda future: print("told of", future.cancelled()))
    gate.set()
    done, not_done = wait([first, *rest])
    print(len(done), len(not_done))
for future in [first, *rest]:
    try:
        print(future.result())
    except CancelledError:
        print("cancelled")
print(sum(future.cancelled() for future in as_completed(rest)))
