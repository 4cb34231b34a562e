import threading
from concurrent.futures import ThreadPoolExecutor, wait

gate = threading.Event()
with ThreadPoolExecutor(2) as executor:
    stuck = executor.submit(gate.wait)
    done, not_done = wait([stuck], timeout=0.02)
    print(len(done), len(not_done), stuck.running(), stuck.done())
    for call in (stuck.result, stuck.exception):
        try:
            call(timeout=0.02)
        except TimeoutError as error:
            print("timeout", repr(error))
    try:
        wait([stuck], timeout=0.01, return_when="SOME_DAY")
    except ValueError as error:
        print(error)
    gate.set()
    print(stuck.result(timeout=5))
