from multiprocessing import Process, Queue


def produce(queue):
    queue.cancel_join_thread()
    queue.put("x" * 200_000)


if __name__ == "__main__":
    queue = Queue()
    p = Process(target=produce, args=(queue,))
    p.start()
    p.join()
    print(p.exitcode)
