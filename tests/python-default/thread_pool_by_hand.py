import queue
import threading


class Pool:
    def __init__(self, size):
        self.jobs = queue.Queue()
        self.workers = [threading.Thread(target=self.work, name=f"pool-{n}") for n in range(size)]
        for worker in self.workers:
            worker.start()

    def work(self):
        while (job := self.jobs.get()) is not None:
            function, arguments, results = job
            results.append(function(*arguments))

    def close(self):
        for _ in self.workers:
            self.jobs.put(None)
        for worker in self.workers:
            worker.join()


results = []
pool = Pool(3)
for number in range(6):
    pool.jobs.put((pow, (number, 2), results))
pool.close()
print(sorted(results), [worker.is_alive() for worker in pool.workers])
