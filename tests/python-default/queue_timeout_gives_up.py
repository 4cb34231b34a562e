import queue
import threading
import time

mailbox = queue.Queue()


def reader():
    while True:
        try:
            print("read:", mailbox.get(timeout=0.15))
        except queue.Empty:
            print("nothing more came")
            return


thread = threading.Thread(target=reader)
thread.start()
for letter in ("first letter", "second letter"):
    time.sleep(0.06)
    mailbox.put(letter)
thread.join()
