"""Objects that live in a process of their own, the server, and are used by others through proxies.

A proxy knows the server's door and the object's number. A call of a method goes to the server as
(number, method, args, kwds), and comes back as ("#RETURN", result) or ("#ERROR", exception). The server has a thread
for each connection, and each thread that uses proxies a connection of its own: so a thread of the server stands for a
thread of a client, and may wait for a lock in its place.
Left out: servers on other machines, pools inside of managers, and counting who still uses an object: all of them stay
until the server ends.
"""

import itertools
import os
import queue
import threading

from multiprocessing import connection, context, process, reduction, util

__all__ = ["BaseManager", "SyncManager", "BaseProxy", "Token"]


class Token:
    """Where an object is: the kind of it, the server's door, its number there."""

    def __init__(self, typeid, address, id):
        self.typeid = typeid
        self.address = address
        self.id = id

    def __repr__(self):
        return f"Token(typeid={self.typeid!r}, address={self.address.fileno()!r}, id={self.id!r})"


class RemoteError(Exception):
    """What the server could not do, with its traceback."""

    def __str__(self):
        return "\n" + "-" * 75 + "\n" + str(self.args[0]) + "-" * 75


def convert_to_error(kind, result):
    if kind == "#ERROR":
        return result
    if kind == "#TRACEBACK":
        return RemoteError(result)
    return ValueError(f"Unrecognized message type {kind!r}")


def all_methods(obj):
    return [name for name in dir(obj) if callable(getattr(obj, name, None))]


def public_methods(obj):
    return [name for name in all_methods(obj) if name[0] != "_"]


class Server:
    """Keeps the objects, and does what is asked of them."""

    public = ["create", "get_methods", "number_of_objects", "debug_info", "shutdown"]

    def __init__(self, registry, door):
        self.registry = registry
        self.door = door
        self.address = door.outside
        # By number: the object, and the names of the methods that may be called.
        self.objects = {}
        self.counter = itertools.count(1)

    def serve_forever(self):
        process.current_process()._manager_server = self
        while True:
            arrived = self.door.accept()
            threading.Thread(target=self.serve_client, args=(arrived,), daemon=True).start()

    def serve_client(self, client):
        """One thread of a client: its first message is its name."""
        threading.current_thread().name = client.recv()
        while True:
            try:
                number, method, args, kwds = client.recv()
            except (EOFError, OSError):
                return
            except Exception as error:
                self.answer(client, ("#TRACEBACK", _traceback_of(error)))
                continue
            self.answer(client, self.call(number, method, args, kwds))
            if number is None and method == "shutdown":
                util._flush_std_streams()
                os._exit(0)

    def answer(self, client, message):
        try:
            client.send(message)
        except (BrokenPipeError, EOFError):
            pass
        except Exception as error:
            client.send(("#TRACEBACK", _traceback_of(error)))

    def call(self, number, method, args, kwds):
        try:
            if number is None:
                if method not in self.public:
                    raise AttributeError(f"{method!r} is not what a server does")
                return "#RETURN", getattr(self, method)(*args, **kwds)
            obj, exposed, typeids = self.objects[number]
            if method not in exposed:
                return self.call_fallback(obj, method, exposed)
            function = getattr(obj, method)
        except Exception as error:
            return "#TRACEBACK", _traceback_of(error)
        try:
            result = function(*args, **kwds)
        except Exception as error:
            return "#ERROR", error
        typeid = typeids.get(method) if typeids else None
        if typeid is None:
            return "#RETURN", result
        number, exposed = self.create(typeid, result)
        return "#PROXY", (exposed, Token(typeid, self.address, number))

    def call_fallback(self, obj, method, exposed):
        """What may be asked of every object."""
        if method == "#GETVALUE":
            return "#RETURN", obj
        if method == "__str__":
            return "#RETURN", str(obj)
        if method == "__repr__":
            return "#RETURN", repr(obj)
        raise AttributeError(f"method {method!r} of {type(obj)!r} object is not in exposed={exposed!r}")

    # What managers and proxies ask of the server itself.

    def create(self, typeid, /, *args, **kwds):
        """Makes an object: its number, and the names of its methods."""
        make, exposed, method_to_typeid, proxytype = self.registry[typeid]
        if make is None:
            if kwds or len(args) != 1:
                raise ValueError("Without callable, must have one non-keyword argument")
            obj = args[0]
        else:
            obj = make(*args, **kwds)
        if exposed is None:
            exposed = public_methods(obj)
        if method_to_typeid is not None:
            exposed = list(exposed) + list(method_to_typeid)
        number = next(self.counter)
        self.objects[number] = obj, tuple(exposed), method_to_typeid
        return number, tuple(exposed)

    def get_methods(self, number):
        return self.objects[number][1]

    def number_of_objects(self):
        return len(self.objects)

    def debug_info(self):
        return "\n".join(f"  {number}: {str(entry[0])[:75]}" for number, entry in self.objects.items())

    def shutdown(self):
        return None


def _traceback_of(error):
    import traceback

    return "".join(traceback.format_exception(error))


# A connection for each thread of each process, and each server.

_local = threading.local()


def _connection_to(address):
    known = getattr(_local, "connections", None)
    if known is None:
        known = _local.connections = {}
    # A forked child has its parent's connections, and must not talk through them.
    key = os.getpid(), address.fileno()
    if key not in known:
        known[key] = connection.enter(address)
        name = process.current_process().name
        if threading.current_thread().name != "MainThread":
            name += "|" + threading.current_thread().name
        known[key].send(name)
    return known[key]


def _ask(address, number, method, args=(), kwds={}):
    client = _connection_to(address)
    client.send((number, method, args, kwds))
    return client.recv()


def _ask_server(address, method, args=(), kwds={}):
    kind, result = _ask(address, None, method, args, kwds)
    if kind == "#RETURN":
        return result
    raise convert_to_error(kind, result)


# Managers

class BaseManager:
    """A server, and who began it. `register` adds kinds of objects."""

    _registry = {}

    def __init__(self, address=None, authkey=None, serializer="pickle", ctx=None, *, shutdown_timeout=1.0):
        if address is not None:
            raise ValueError("racewalk has managers without an address only: there is no network")
        self._ctx = ctx or context._default_context.get_context()
        self._address = None
        self._process = None
        self._state = "initial"
        self._shutdown_timeout = shutdown_timeout

    def start(self, initializer=None, initargs=()):
        """Begins the server."""
        if self._state == "started":
            raise context.ProcessError("Already started server")
        if self._state == "shutdown":
            raise context.ProcessError("Manager has shut down")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        door = connection.Door()
        self._process = self._ctx.Process(target=_run_server, args=(type(self), door, initializer, initargs))
        number = ":".join(str(part) for part in self._process._identity)
        self._process.name = f"{type(self).__name__}-{number}"
        self._process.start()
        self._address = door.outside
        door.close()
        self._state = "started"
        self.shutdown = util.Finalize(self, self._finalize, exitpriority=0)

    def _finalize(self):
        """What `shutdown` does, once."""
        if self._process.is_alive():
            util.info("sending shutdown message to manager")
            try:
                _ask_server(self._address, "shutdown")
            except Exception:
                pass
            self._process.join(timeout=self._shutdown_timeout)
            if self._process.is_alive():
                util.info("manager still alive")
                self._process.terminate()
                self._process.join()
        self._state = "shutdown"

    @property
    def address(self):
        return self._address

    def join(self, timeout=None):
        if self._process is not None:
            self._process.join(timeout)
            if not self._process.is_alive():
                self._process = None

    def __enter__(self):
        if self._state == "initial":
            self.start()
        assert self._state == "started"
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.shutdown()

    def _create(self, typeid, /, *args, **kwds):
        assert self._state == "started", "server not yet started"
        number, exposed = _ask_server(self._address, "create", (typeid,) + args, kwds)
        return Token(typeid, self._address, number), exposed

    def _number_of_objects(self):
        return _ask_server(self._address, "number_of_objects")

    def _debug_info(self):
        return _ask_server(self._address, "debug_info")

    @classmethod
    def register(
        cls, typeid, callable=None, proxytype=None, exposed=None, method_to_typeid=None, create_method=True
    ):
        """Adds a kind of objects: how they are made, and which class of proxies stands for them."""
        if "_registry" not in cls.__dict__:
            cls._registry = cls._registry.copy()
        if proxytype is None:
            proxytype = AutoProxy
        exposed = exposed or getattr(proxytype, "_exposed_", None)
        method_to_typeid = method_to_typeid or getattr(proxytype, "_method_to_typeid_", None)
        cls._registry[typeid] = callable, exposed, method_to_typeid, proxytype
        if create_method:

            def create(self, /, *args, **kwds):
                util.debug("requesting creation of a shared %r object", typeid)
                token, exposed = self._create(typeid, *args, **kwds)
                return proxytype(token, manager_class=type(self), exposed=exposed)

            create.__name__ = typeid
            setattr(cls, typeid, create)


def _run_server(manager_class, door, initializer, initargs):
    """What the server's process does all its life."""
    if initializer is not None:
        initializer(*initargs)
    Server(manager_class._registry, door).serve_forever()


# Proxies

class BaseProxy:
    """Stands for an object in the server."""

    def __init__(self, token, manager_class=None, exposed=None):
        self._token = token
        self._id = token.id
        self._manager_class = manager_class

    def _callmethod(self, methodname, args=(), kwds={}):
        """Has a method of the object called in the server: a copy of what it returned."""
        kind, result = _ask(self._token.address, self._id, methodname, args, kwds)
        if kind == "#RETURN":
            return result
        if kind == "#PROXY":
            exposed, token = result
            proxytype = self._manager_class._registry[token.typeid][-1]
            return proxytype(token, manager_class=self._manager_class, exposed=exposed)
        raise convert_to_error(kind, result)

    def _getvalue(self):
        """A copy of the object."""
        return self._callmethod("#GETVALUE")

    def __reduce__(self):
        return _rebuild_proxy, (type(self), self._token, self._manager_class, None)

    def __deepcopy__(self, memo):
        return self._getvalue()

    def __repr__(self):
        return f"<{type(self).__name__} object, typeid {self._token.typeid!r} at {id(self):#x}>"

    def __str__(self):
        try:
            return self._callmethod("__repr__")
        except Exception:
            return repr(self)[:-1] + "; '__str__()' failed>"


def _rebuild_proxy(proxytype, token, manager_class, exposed):
    return proxytype(token, manager_class=manager_class, exposed=exposed)


def _forward(name):
    """A method that lets the server do it."""

    def method(self, /, *args, **kwds):
        return self._callmethod(name, args, kwds)

    method.__name__ = name
    return method


def MakeProxyType(name, exposed, _cache={}):
    """A class of proxies with these methods."""
    exposed = tuple(exposed)
    if (name, exposed) not in _cache:
        methods = {method: _forward(method) for method in exposed}
        made = type(name, (BaseProxy,), methods)
        made._exposed_ = exposed
        _cache[name, exposed] = made
    return _cache[name, exposed]


def AutoProxy(token, manager_class=None, exposed=None):
    """A proxy with all public methods of the object."""
    if exposed is None:
        exposed = _ask_server(token.address, "get_methods", (token.id,))
    proxy = MakeProxyType(f"AutoProxy[{token.typeid}]", exposed)(token, manager_class=manager_class)
    proxy.__class__.__reduce__ = _reduce_auto
    return proxy


def _reduce_auto(proxy):
    return _rebuild_proxy, (AutoProxy, proxy._token, proxy._manager_class, proxy._exposed_)


# The kinds that SyncManager knows.

class Namespace:
    def __init__(self, /, **kwds):
        for name, value in kwds.items():
            setattr(self, name, value)

    def __repr__(self):
        parts = [f"{name}={value!r}" for name, value in self.__dict__.items() if not name.startswith("_")]
        return f"{type(self).__name__}({', '.join(sorted(parts))})"


class Value:
    def __init__(self, typecode, value, lock=True):
        self._typecode = typecode
        self._value = value

    def get(self):
        return self._value

    def set(self, value):
        self._value = value

    def __repr__(self):
        return f"{type(self).__name__}({self._typecode!r}, {self._value!r})"

    value = property(get, set)


class _Array(list):
    def __init__(self, typecode, sequence):
        list.__init__(self, sequence)
        self.typecode = typecode

    def __repr__(self):
        return f"array({self.typecode!r}, {list.__repr__(self)})"


def Array(typecode, sequence, lock=True):
    return _Array(typecode, sequence)


class IteratorProxy(BaseProxy):
    _exposed_ = ("__next__", "send", "throw", "close")

    def __iter__(self):
        return self

    def __next__(self, *args):
        return self._callmethod("__next__", args)


class AcquirerProxy(BaseProxy):
    _exposed_ = ("acquire", "release")

    def acquire(self, blocking=True, timeout=None):
        args = (blocking,) if timeout is None else (blocking, timeout)
        return self._callmethod("acquire", args)

    def release(self):
        return self._callmethod("release")

    def __enter__(self):
        return self._callmethod("acquire")

    def __exit__(self, exc_type, exc_val, exc_tb):
        return self._callmethod("release")


class ConditionProxy(AcquirerProxy):
    _exposed_ = ("acquire", "release", "wait", "notify", "notify_all")

    def wait(self, timeout=None):
        return self._callmethod("wait", (timeout,))

    def notify(self, n=1):
        return self._callmethod("notify", (n,))

    def notify_all(self):
        return self._callmethod("notify_all")

    def wait_for(self, predicate, timeout=None):
        import time

        result = predicate()
        until = None if timeout is None else time.monotonic() + timeout
        while not result:
            remaining = None if until is None else until - time.monotonic()
            if remaining is not None and remaining <= 0:
                break
            self.wait(remaining)
            result = predicate()
        return result


class EventProxy(BaseProxy):
    _exposed_ = ("is_set", "set", "clear", "wait")

    def is_set(self):
        return self._callmethod("is_set")

    def set(self):
        return self._callmethod("set")

    def clear(self):
        return self._callmethod("clear")

    def wait(self, timeout=None):
        return self._callmethod("wait", (timeout,))


class BarrierProxy(BaseProxy):
    _exposed_ = ("__getattribute__", "wait", "abort", "reset")

    def wait(self, timeout=None):
        return self._callmethod("wait", (timeout,))

    def abort(self):
        return self._callmethod("abort")

    def reset(self):
        return self._callmethod("reset")

    @property
    def parties(self):
        return self._callmethod("__getattribute__", ("parties",))

    @property
    def n_waiting(self):
        return self._callmethod("__getattribute__", ("n_waiting",))

    @property
    def broken(self):
        return self._callmethod("__getattribute__", ("broken",))


class NamespaceProxy(BaseProxy):
    """Its attributes are those of the object, but for names that begin with an underscore."""

    _exposed_ = ("__getattribute__", "__setattr__", "__delattr__")

    def __getattr__(self, key):
        if key[0] == "_":
            return object.__getattribute__(self, key)
        return self._callmethod("__getattribute__", (key,))

    def __setattr__(self, key, value):
        if key[0] == "_":
            return object.__setattr__(self, key, value)
        return self._callmethod("__setattr__", (key, value))

    def __delattr__(self, key):
        if key[0] == "_":
            return object.__delattr__(self, key)
        return self._callmethod("__delattr__", (key,))


class ValueProxy(BaseProxy):
    _exposed_ = ("get", "set")

    def get(self):
        return self._callmethod("get")

    def set(self, value):
        return self._callmethod("set", (value,))

    value = property(get, set)


class ListProxy(BaseProxy):
    _exposed_ = (
        "__add__",
        "__contains__",
        "__delitem__",
        "__getitem__",
        "__len__",
        "__mul__",
        "__reversed__",
        "__rmul__",
        "__setitem__",
        "append",
        "count",
        "extend",
        "index",
        "insert",
        "pop",
        "remove",
        "reverse",
        "sort",
        "__imul__",
    )

    __add__ = _forward("__add__")
    __contains__ = _forward("__contains__")
    __delitem__ = _forward("__delitem__")
    __getitem__ = _forward("__getitem__")
    __len__ = _forward("__len__")
    __mul__ = _forward("__mul__")
    __reversed__ = _forward("__reversed__")
    __rmul__ = _forward("__rmul__")
    __setitem__ = _forward("__setitem__")
    append = _forward("append")
    count = _forward("count")
    extend = _forward("extend")
    index = _forward("index")
    insert = _forward("insert")
    pop = _forward("pop")
    remove = _forward("remove")
    reverse = _forward("reverse")
    sort = _forward("sort")

    def __iadd__(self, value):
        self._callmethod("extend", (value,))
        return self

    def __imul__(self, value):
        self._callmethod("__imul__", (value,))
        return self


class DictProxy(BaseProxy):
    _exposed_ = (
        "__contains__",
        "__delitem__",
        "__getitem__",
        "__iter__",
        "__len__",
        "__setitem__",
        "clear",
        "copy",
        "get",
        "items",
        "keys",
        "pop",
        "popitem",
        "setdefault",
        "update",
        "values",
    )
    _method_to_typeid_ = {"__iter__": "Iterator"}

    __contains__ = _forward("__contains__")
    __delitem__ = _forward("__delitem__")
    __getitem__ = _forward("__getitem__")
    __iter__ = _forward("__iter__")
    __len__ = _forward("__len__")
    __setitem__ = _forward("__setitem__")
    clear = _forward("clear")
    copy = _forward("copy")
    get = _forward("get")
    items = _forward("items")
    keys = _forward("keys")
    pop = _forward("pop")
    popitem = _forward("popitem")
    setdefault = _forward("setdefault")
    update = _forward("update")
    values = _forward("values")


class ArrayProxy(BaseProxy):
    _exposed_ = ("__len__", "__getitem__", "__setitem__")

    __len__ = _forward("__len__")
    __getitem__ = _forward("__getitem__")
    __setitem__ = _forward("__setitem__")


# The views of a dict arrive as lists.

def _reduce_view(view):
    return list, (list(view),)


for _view in (type({}.keys()), type({}.values()), type({}.items())):
    reduction.register(_view, _reduce_view)


class SyncManager(BaseManager):
    """A manager of everything that threads synchronize by, and of containers."""


SyncManager.register("Queue", queue.Queue)
SyncManager.register("JoinableQueue", queue.Queue)
SyncManager.register("Event", threading.Event, EventProxy)
SyncManager.register("Lock", threading.Lock, AcquirerProxy)
SyncManager.register("RLock", threading.RLock, AcquirerProxy)
SyncManager.register("Semaphore", threading.Semaphore, AcquirerProxy)
SyncManager.register("BoundedSemaphore", threading.BoundedSemaphore, AcquirerProxy)
SyncManager.register("Condition", threading.Condition, ConditionProxy)
SyncManager.register("Barrier", threading.Barrier, BarrierProxy)
SyncManager.register("list", list, ListProxy)
SyncManager.register("dict", dict, DictProxy)
SyncManager.register("Value", Value, ValueProxy)
SyncManager.register("Array", Array, ArrayProxy)
SyncManager.register("Namespace", Namespace, NamespaceProxy)
SyncManager.register("Iterator", proxytype=IteratorProxy, create_method=False)
