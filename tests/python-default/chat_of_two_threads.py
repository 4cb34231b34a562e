import queue
import threading

to_bo, to_ann = queue.Queue(), queue.Queue()


def ann():
    for line in ("hello", "how are you?", "bye"):
        print("Ann:", line)
        to_bo.put(line)
        print("  (Ann hears:", to_ann.get() + ")")


def bo():
    for answer in ("hi", "fine", "see you"):
        heard = to_bo.get()
        to_ann.put(f"{answer}, after '{heard}'")


threads = [threading.Thread(target=bo), threading.Thread(target=ann)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
