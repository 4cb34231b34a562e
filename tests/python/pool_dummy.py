import multiprocessing.dummy
from multiprocessing.dummy import Event, Lock, Pipe, Pool, Process, Queue, Value, current_process

with Pool(3) as pool:
    print(pool.map(len, ["a", "bb", "ccc"]), type(pool).__name__)


def child(connection, total, lock):
    number = connection.recv()
    with lock:
        total.value += number
    connection.send(f"got {number}")


near, far = Pipe()
total, lock = Value("i", 5), Lock()
process = Process(target=child, args=(far, total, lock))
print(process.exitcode, process.is_alive())
process.start()
near.send(37)
print(near.recv(), near.poll(), near.poll(0.01))
process.join()
print(total.value, total, process.exitcode, multiprocessing.dummy.active_children())

queue, done = Queue(), Event()
workers = [Process(target=lambda n: queue.put(n * n), args=(n,), name=f"worker {n}") for n in range(3)]
for worker in workers:
    worker.start()
for worker in workers:
    worker.join()
print(sorted(queue.get() for _ in workers), [worker.name for worker in workers])
print(current_process().name, done.is_set())
manager = multiprocessing.dummy.Manager()
print(manager.dict(a=1), manager.list([2]), manager.Namespace(x=3))
