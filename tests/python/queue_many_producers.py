import queue
import threading

mailbox = queue.Queue()


def producer(name):
    for number in range(4):
        mailbox.put((name, number))


threads = [threading.Thread(target=producer, args=(name,)) for name in ("a", "b", "c")]
for thread in threads:
    thread.start()
received = [mailbox.get() for _ in range(12)]
for thread in threads:
    thread.join()
for name in "abc":
    print(name, [number for who, number in received if who == name])
