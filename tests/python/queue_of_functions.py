import queue
import threading

jobs, results = queue.Queue(), {}


def worker():
    while True:
        name, function, arguments = jobs.get()
        if function is None:
            return
        results[name] = function(*arguments)


threads = [threading.Thread(target=worker) for _ in range(2)]
for thread in threads:
    thread.start()
jobs.put(("sum", sum, ([1, 2, 3],)))
jobs.put(("upper", "abc".upper, ()))
jobs.put(("power", pow, (2, 10)))
for _ in threads:
    jobs.put((None, None, ()))
for thread in threads:
    thread.join()
print(sorted(results.items()))
