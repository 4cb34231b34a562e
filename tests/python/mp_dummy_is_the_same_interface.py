import multiprocessing
import multiprocessing.dummy

for module in (multiprocessing.dummy, multiprocessing):
    queue = module.Queue()
    worker = module.Process(target=queue.put, args=("hello",))
    worker.start()
    print(queue.get())
    worker.join()
    print(worker.exitcode)
