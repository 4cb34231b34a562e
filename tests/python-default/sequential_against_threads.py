import threading
import time


def nap():
    time.sleep(0.08)


start = time.time()
for _ in range(4):
    nap()
sequential = time.time() - start

start = time.time()
threads = [threading.Thread(target=nap) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
threaded = time.time() - start
print(f"sequential {sequential:.1f} s, threaded {threaded:.1f} s, factor above 2: {sequential / threaded > 2}")
