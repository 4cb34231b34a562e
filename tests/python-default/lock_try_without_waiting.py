import threading
import time

printer = threading.Lock()


def owner():
    with printer:
        print("owner prints a long document")
        time.sleep(0.2)
    print("owner is done")


def impatient():
    for attempt in range(1, 6):
        if printer.acquire(blocking=False):
            print("got the printer at attempt", attempt)
            printer.release()
            return
        print("attempt", attempt, "failed")
        time.sleep(0.07)


threads = [threading.Thread(target=owner), threading.Thread(target=impatient)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
