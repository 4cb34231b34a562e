import time
from concurrent.futures import ThreadPoolExecutor, wait


def download(number):
    print(f"download {number} starts")
    time.sleep(0.2 + number * 0.03)
    print(f"download {number} ends")
    return number


with ThreadPoolExecutor(max_workers=2) as executor:
    futures = [executor.submit(download, number) for number in range(6)]
    time.sleep(0.3)
    for number, future in enumerate(futures):
        if future.cancel():
            print(f"cancelled {number}")
        elif future.running():
            print(f"{number} is running")
        else:
            print(f"{number} is done")
    done, not_done = wait(futures)
    print(len(done), "over,", len(not_done), "not")
print([future.result() for future in futures if not future.cancelled()])
