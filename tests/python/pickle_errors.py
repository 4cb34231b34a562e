import pickle
import queue
import sys
import threading


def refuse(value):
    try:
        data = pickle.dumps(value)
        print("pickled", data)
    except Exception as error:
        text = str(error)
        while " at 0x" in text:
            start = text.index(" at 0x")
            text = text[:start] + text[start + 6:].lstrip("0123456789abcdef")
        print(type(error).__module__, type(error).__name__, text)


def outer():
    def inner():
        pass

    class Local:
        pass

    return inner, Local


def generate():
    yield 1


class Away:
    pass


class Twice:
    pass


first = Twice


class Twice:
    pass


class Bad:
    def __init__(self, reduced):
        self.reduced = reduced

    def __reduce__(self):
        return self.reduced


class Raises:
    def __getstate__(self):
        raise RuntimeError("no state")


class Holder:
    def __init__(self):
        self.name = "holder"
        self.lock = threading.Lock()


away = Away()
gone = Away
inner, Local = outer()
anonymous = lambda: 1
for value in (lambda: 1, anonymous, inner, Local, Local(), generate(), sys, first, first(), Raises(), Holder(),
              [1, lambda: 2], {"f": lambda: 3}):
    refuse(value)
del Away
refuse(away)
refuse(gone)
for value in (threading.Lock(), threading.RLock(), threading.Condition(), threading.Event(), threading.Semaphore(),
              threading.Barrier(2), threading.Thread(), threading.local(), queue.Queue(), queue.SimpleQueue(),
              threading.current_thread()):
    refuse(value)
for value in ({}.keys(), {}.values(), {}.items(), property(), sys.stdout):
    refuse(value)
for reduced in (5, (), (int,), (1, 2), (int, 5), (int, (), None, [1]), (int, (), None, None, [1]),
                (int, (), None, None, None, 5), (1, 2, 3, 4, 5, 6, 7), "missing"):
    refuse(Bad(reduced))


def damaged(data):
    try:
        print(data, repr(pickle.loads(data)))
    except Exception as error:
        text = str(error)
        if " from '" in text:
            text = text[:text.index(" from '")]
        print(data, type(error).__module__, type(error).__name__, text)


whole = pickle.dumps([1, "two", (3.0, None), {"k": {4}}])
for length in range(len(whole)):
    damaged(whole[:length])
for data in (b"", b".", b"x.", b"\xff", b"\x00", b"'", b"K.", b"a.", b"]a.", b"(.", b"(a.", b"e.", b"](.", b"0.", b"1.", b"2.",
             b"h\x00.", b"j\x00\x00\x00\x00.", b"\x80\x06N.", b"\x80\x05N.", b"\x95\xff\xff\xff\x00\x00\x00\x00\x00N.", b"X\xff\xff\xff\x7f.",
             b"B\xff\xff\xff\x7f.", b"\x8a\xff.", b"\x8c\x05ab.", b"}K\x01u.", b"}(K\x01u.", b"K\x01K\x02\x93.", b"K\x01)R.", b"K\x01)\x81.",
             b"\x8c\x08__main__\x8c\x04Nope\x93.", b"\x8c\x04nope\x8c\x01x\x93.", b"\x8c\x08builtins\x8c\x04nope\x93.",
             b"c__main__\nNope\n.", b"Q.", b"NQ.", b"}]s.", b"\x8f(]\x90.", b"]K\x01b.", b"\x94.", b"K\x01K\x02."):
    damaged(data)
refused = pickle.PicklingError("text")
print(repr(refused), isinstance(refused, pickle.PickleError), issubclass(pickle.UnpicklingError, pickle.PickleError))
print(repr(pickle.loads(pickle.dumps(refused))))
pickle.dumps(threading.Lock())
