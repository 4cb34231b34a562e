import threading
import time


def nap():
    for _ in range(2):
        time.sleep(0.03)


start = time.monotonic()
threads = [threading.Thread(target=nap) for _ in range(6)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(0.06 <= time.monotonic() - start < 0.3)
