import concurrent.futures
import threading

gate = threading.Event()
with concurrent.futures.ThreadPoolExecutor(2) as executor:
    quick = executor.submit(int, "7")
    stuck = executor.submit(gate.wait)
    quick.result()
    try:
        for future in concurrent.futures.as_completed([quick, stuck], timeout=0.05):
            print("done", future.result())
    except concurrent.futures.TimeoutError as error:
        print("timeout:", error)
    except TimeoutError:
        print("not the same class")
    gate.set()
    print(sorted(future.result() for future in concurrent.futures.as_completed([quick, stuck])))
print(concurrent.futures.TimeoutError is TimeoutError)
