import queue
import threading
import time

chairs = queue.Queue(maxsize=2)


def barber():
    while True:
        customer = chairs.get()
        if customer is None:
            print("the barber closes")
            return
        print("cutting the hair of", customer)
        time.sleep(0.1)
        print(customer, "is done")


def customer(name):
    try:
        chairs.put_nowait(name)
        print(name, "sits down")
    except queue.Full:
        print(name, "finds no chair and leaves")


shop = threading.Thread(target=barber)
for name in ("Ann", "Bo", "Cy"):
    customer(name)
shop.start()
time.sleep(0.05)
customer("Di")
time.sleep(0.3)
chairs.put(None)
shop.join()
