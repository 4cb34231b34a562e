import threading
import time

begin = time.perf_counter()
threads = [threading.Thread(target=time.sleep, args=(0.1,)) for _ in range(5)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
elapsed = time.perf_counter() - begin
print(0.1 <= elapsed < 0.4)
