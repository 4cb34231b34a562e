import threading
import time

tickets = 5
lock = threading.Lock()


def seller(name, pause):
    global tickets
    sold = 0
    while True:
        with lock:
            if tickets == 0:
                break
            tickets -= 1
            sold += 1
            print(f"{name} sells a ticket, {tickets} left")
        time.sleep(pause)
    print(f"{name} sold {sold}")


threads = [threading.Thread(target=seller, args=job) for job in (("desk", 0.1), ("web", 0.06))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
