import threading
import time

ticks, stop = [], threading.Event()


def tick():
    while not stop.wait(0.03):
        ticks.append("tick")


thread = threading.Thread(target=tick)
thread.start()
time.sleep(0.1)
stop.set()
thread.join()
print(ticks)
