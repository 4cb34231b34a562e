import queue
import threading

raw, squared = queue.Queue(), queue.Queue()


def square():
    while (number := raw.get()) is not None:
        squared.put(number * number)
    squared.put(None)


def show():
    total = 0
    while (number := squared.get()) is not None:
        total += number
        print("square", number)
    print("total", total)


threads = [threading.Thread(target=square), threading.Thread(target=show)]
for thread in threads:
    thread.start()
for number in range(1, 6):
    raw.put(number)
raw.put(None)
for thread in threads:
    thread.join()
