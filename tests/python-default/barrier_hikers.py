import threading
import time

hut = threading.Barrier(3)


def hike(name, speed):
    time.sleep(speed)
    print(name, "reaches the hut")
    hut.wait()
    time.sleep(speed)
    print(name, "reaches the summit")


threads = [threading.Thread(target=hike, args=job) for job in (("Ann", 0.05), ("Bo", 0.15), ("Cy", 0.1))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
