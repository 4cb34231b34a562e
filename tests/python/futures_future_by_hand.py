import threading
from concurrent.futures import CancelledError, Future, InvalidStateError

future = Future()
print(future.done(), future.running(), future.cancelled())


def work():
    if future.set_running_or_notify_cancel():
        future.set_result(42)


threading.Thread(target=work).start()
print(future.result(), future.done())
try:
    future.set_result(43)
except InvalidStateError as error:
    print(type(error).__name__, str(error).partition(":")[0])
print(future.cancel(), future.result())

other = Future()
print(other.cancel(), other.cancel(), other.cancelled(), other.done())
print(other.set_running_or_notify_cancel())
for call in (other.result, other.exception):
    try:
        call()
    except CancelledError as error:
        print(repr(error))

broken = Future()
broken.set_exception(OSError("disk"))
print(repr(broken.exception()), broken.done())
print([base.__name__ for base in InvalidStateError.__mro__], CancelledError.__module__)
