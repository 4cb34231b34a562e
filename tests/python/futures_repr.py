import threading
from concurrent.futures import Future, ThreadPoolExecutor


def show(future):
    text = repr(future)
    start, _, end = text.partition(" at 0x")
    return start + " … " + end.partition(" ")[2]


gate = threading.Event()
with ThreadPoolExecutor(1) as executor:
    running = executor.submit(gate.wait)
    waiting = executor.submit(int)
    while not running.running():
        pass
    print(show(running), show(waiting))
    waiting.cancel()
    print(show(waiting))
    gate.set()
print(show(running), show(waiting))
failed = Future()
failed.set_exception(IndexError(3))
print(show(failed))
