from concurrent.futures import Executor, Future


class Immediately(Executor):
    """Does all work at once, in the caller's thread."""

    def submit(self, fn, /, *args, **kwargs):
        future = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future

    def shutdown(self, wait=True, *, cancel_futures=False):
        print("shutdown", wait)


with Immediately() as executor:
    print(executor.submit(divmod, 17, 5).result())
    print(list(executor.map(lambda a, b: a + b, "ab", "cd")))
    print(repr(executor.submit(int, "x").exception()))
try:
    Executor().submit(print)
except NotImplementedError as error:
    print(repr(error))
