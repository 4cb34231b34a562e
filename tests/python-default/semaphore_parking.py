import threading
import time

places = threading.Semaphore(2)


def park(car, minutes):
    print(car, "arrives")
    with places:
        print(car, "parks")
        time.sleep(minutes)
        print(car, "leaves")


cars = [("red", 0.1), ("blue", 0.25), ("green", 0.1), ("white", 0.02)]
threads = [threading.Thread(target=park, args=car) for car in cars]
for thread in threads:
    thread.start()
    time.sleep(0.02)
for thread in threads:
    thread.join()
print("the car park is empty")
