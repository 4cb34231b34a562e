import threading
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait

gate = threading.Event()


def fail():
    raise KeyError("lost")


with ThreadPoolExecutor(3) as executor:
    stuck = executor.submit(gate.wait)
    fine = executor.submit(int, "12")
    fine.result()
    failing = executor.submit(fail)
    done, not_done = wait([stuck, fine, failing], return_when=FIRST_EXCEPTION)
    print(failing in done, fine in done, not_done == {stuck})
    print([repr(future.exception()) for future in done if future.exception()])
    gate.set()
    done, not_done = wait([stuck, fine], return_when=FIRST_EXCEPTION)
    print(len(done), len(not_done))
