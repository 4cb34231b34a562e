from multiprocessing import Process, Queue


def produce(queue):
    for number in range(5):
        queue.put(number)
    queue.put(None)


def consume(queue):
    while (number := queue.get()) is not None:
        print("got", number)


if __name__ == "__main__":
    queue = Queue()
    producer = Process(target=produce, args=(queue,))
    consumer = Process(target=consume, args=(queue,))
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
    print(queue.empty())
