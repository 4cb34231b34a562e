import threading
import time

text, readers = "draft", 0
mutex, writing = threading.Lock(), threading.Lock()


def reader(number, delay):
    global readers
    time.sleep(delay)
    with mutex:
        readers += 1
        if readers == 1:
            writing.acquire()
    print("reader", number, "reads", text)
    time.sleep(0.06)
    with mutex:
        readers -= 1
        if readers == 0:
            writing.release()


def writer(delay):
    global text
    time.sleep(delay)
    print("writer wants to write")
    with writing:
        text = "final"
        print("writer has written")


threads = [threading.Thread(target=reader, args=(number, delay)) for number, delay in ((1, 0), (2, 0.03), (3, 0.2))]
threads.append(threading.Thread(target=writer, args=(0.05,)))
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
