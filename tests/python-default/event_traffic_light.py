import threading
import time

green = threading.Event()


def car(name):
    if not green.is_set():
        print(name, "stops at the red light")
    green.wait()
    print(name, "drives on")


thread = threading.Thread(target=car, args=("the first car",))
thread.start()
time.sleep(0.1)
print("the light turns green")
green.set()
thread.join()
late = threading.Thread(target=car, args=("the second car",))
late.start()
late.join()
