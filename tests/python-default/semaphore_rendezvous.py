import threading
import time

a_arrived, b_arrived = threading.Semaphore(0), threading.Semaphore(0)


def a():
    print("a: before the meeting")
    a_arrived.release()
    b_arrived.acquire()
    time.sleep(0.02)
    print("a: after the meeting")


def b():
    time.sleep(0.1)
    print("b: before the meeting")
    b_arrived.release()
    a_arrived.acquire()
    print("b: after the meeting")


threads = [threading.Thread(target=a), threading.Thread(target=b)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
