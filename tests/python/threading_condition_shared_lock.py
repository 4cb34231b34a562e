import threading

lock = threading.Lock()
not_empty, not_full = threading.Condition(lock), threading.Condition(lock)
buffer, taken = [], []


def put(item):
    with not_full:
        not_full.wait_for(lambda: len(buffer) < 2)
        buffer.append(item)
        not_empty.notify()


def take():
    with not_empty:
        not_empty.wait_for(lambda: buffer)
        taken.append(buffer.pop(0))
        not_full.notify()


producer = threading.Thread(target=lambda: [put(number) for number in range(8)])
consumer = threading.Thread(target=lambda: [take() for _ in range(8)])
producer.start()
consumer.start()
producer.join()
consumer.join()
print(taken, buffer)
