import functools
import threading


def in_thread(function):
    @functools.wraps(function)
    def start(*args, **kwargs):
        thread = threading.Thread(target=function, args=args, kwargs=kwargs, name=function.__name__)
        thread.start()
        return thread

    return start


@in_thread
def note(word, times=1):
    notes.append((threading.current_thread().name, word * times))


notes = []
note("a").join()
note("b", times=3).join()
print(notes)
