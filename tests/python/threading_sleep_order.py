import threading
import time


def sleeper(seconds):
    time.sleep(seconds)
    order.append(seconds)


order = []
threads = [threading.Thread(target=sleeper, args=(seconds,)) for seconds in (0.12, 0.02, 0.07)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(order)
