import threading


class Future:
    def __init__(self, function, *arguments):
        self.done = threading.Event()
        self.value = None
        threading.Thread(target=self.compute, args=(function, arguments)).start()

    def compute(self, function, arguments):
        self.value = function(*arguments)
        self.done.set()

    def result(self, timeout=None):
        if not self.done.wait(timeout):
            raise TimeoutError("not ready")
        return self.value


futures = [Future(pow, 2, exponent) for exponent in range(5)]
print([future.result() for future in futures])
gate = threading.Event()
slow = Future(gate.wait)
try:
    slow.result(timeout=0.02)
except TimeoutError as error:
    print(error)
gate.set()
print(slow.result())
