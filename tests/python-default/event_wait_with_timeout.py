import threading
import time

parcel = threading.Event()


def recipient():
    for day in range(1, 6):
        if parcel.wait(timeout=0.08):
            print("day", day, "the parcel is here")
            return
        print("day", day, "no parcel")


thread = threading.Thread(target=recipient)
thread.start()
time.sleep(0.2)
print("the postman rings")
parcel.set()
thread.join()
