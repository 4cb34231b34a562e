import concurrent.futures
import time


def slow_answer():
    time.sleep(0.25)
    return 42


with concurrent.futures.ThreadPoolExecutor(max_workers=1) as executor:
    future = executor.submit(slow_answer)
    for attempt in range(1, 6):
        try:
            print("answer:", future.result(timeout=0.1))
            break
        except concurrent.futures.TimeoutError:
            print(f"attempt {attempt}: nothing yet")
