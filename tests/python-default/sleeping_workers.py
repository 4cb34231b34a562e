import threading
import time


def worker(name, seconds):
    print(name, "sleeps for", seconds)
    time.sleep(seconds)
    print(name, "is awake")


threads = [threading.Thread(target=worker, args=job) for job in (("slow", 0.3), ("quick", 0.1), ("middle", 0.2))]
for thread in threads:
    thread.start()
print("everybody sleeps")
for thread in threads:
    thread.join()
print("everybody is awake")
