import queue
import threading

plates = queue.LifoQueue()


def washer():
    for plate in range(1, 5):
        plates.put(plate)
        print("washed plate", plate)


def drier():
    while not plates.empty():
        print("dried plate", plates.get())


for job in (washer, drier):
    thread = threading.Thread(target=job)
    thread.start()
    thread.join()
