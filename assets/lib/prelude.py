"""What the machine itself calls when an operation must run Python code: a user's `__eq__`, a `key=` function, any iterable.

Natives never call back into Python. They pass the whole operation on to a function of this file, which runs as hidden
library code: it takes no step of its own in a schedule and no line in a traceback.
"""

from _machine import (
    fill_cell,
    main_failed,
    make_class,
    matches_itself,
    run_class_body,
    special,
    write_error,
)

# ----------------------------------------------------------------------------------------------------------------
# Operators, truth, calls and classes.
# ----------------------------------------------------------------------------------------------------------------


def apply(function, positional, keywords):
    return function(*positional, **keywords)


def apply_one(function, argument):
    return function(argument)


def apply_pair(function, first, second):
    return function(first, second)


def instantiate(cls, *arguments, **keywords):
    """`cls(...)`, where `__new__` is Python's or the instance is made on another's behalf."""
    instance = cls.__new__(cls, *arguments, **keywords)
    if isinstance(instance, cls):
        result = type(instance).__init__(instance, *arguments, **keywords)
        if result is not None:
            raise TypeError(f"__init__() should return None, not '{type(result).__name__}'")
    return instance


def raise_from(cls, cause):
    if isinstance(cause, type):
        cause = cause()
    raise cls() from cause


def throw_class(generator, cls, value):
    if isinstance(value, cls):
        return generator.throw(value)
    if value is None:
        return generator.throw(cls())
    if isinstance(value, tuple):
        return generator.throw(cls(*value))
    return generator.throw(cls(value))


def truth(value):
    """`bool(value)` by `__bool__`, else `__len__`."""
    ask = special(value, "__bool__")
    if ask is not None:
        answer = ask()
        if answer is True or answer is False:
            return answer
        raise TypeError(f"__bool__ should return bool, returned {type(answer).__name__}")
    length = special(value, "__len__")()
    if not isinstance(length, int):
        raise TypeError(f"'{type(length).__name__}' object cannot be interpreted as an integer")
    if length < 0:
        raise ValueError("__len__() should return >= 0")
    return length > 0


def operate(left, right, own, reflected, assigned, symbol):
    """A binary operator: the right operand's method comes first where its class is a subclass of the left's."""
    if assigned is not None:
        method = special(left, assigned)
        if method is not None:
            result = method(right)
            if result is not NotImplemented:
                return result
    left_type = type(left)
    right_type = type(right)
    reflected_first = right_type is not left_type and issubclass(right_type, left_type)
    if reflected_first:
        method = special(right, reflected)
        if method is not None:
            result = method(left)
            if result is not NotImplemented:
                return result
    method = special(left, own)
    if method is not None:
        result = method(right)
        if result is not NotImplemented:
            return result
    if right_type is not left_type and not reflected_first:
        method = special(right, reflected)
        if method is not None:
            result = method(left)
            if result is not NotImplemented:
                return result
    if own == "__add__" or own == "__mul__" or own == "__mod__":
        result = operate_builtin(left, right, own, assigned is not None)
        if result is not NotImplemented:
            return result
    if symbol == "+" and isinstance(left, str):
        raise TypeError(f'can only concatenate str (not "{right_type.__name__}") to str')
    raise TypeError(
        f"unsupported operand type(s) for {symbol}: '{left_type.__name__}' and '{right_type.__name__}'"
    )


def operate_unary(operand, name, symbol):
    method = special(operand, name)
    if method is None:
        raise TypeError(f"bad operand type for unary {symbol}: '{type(operand).__name__}'")
    return method()


def compare(left, right, own, reflected, symbol):
    """A comparison: as for operators, but there are no reflected names, and `==` always has an answer."""
    left_type = type(left)
    right_type = type(right)
    reflected_first = right_type is not left_type and issubclass(right_type, left_type)
    if reflected_first:
        method = special(right, reflected)
        if method is not None:
            result = method(left)
            if result is not NotImplemented:
                return result
    method = special(left, own)
    if method is not None:
        result = method(right)
        if result is not NotImplemented:
            return result
    if not reflected_first:
        method = special(right, reflected)
        if method is not None:
            result = method(left)
            if result is not NotImplemented:
                return result
    if symbol == "==":
        return left is right
    if symbol == "!=":
        return left is not right
    raise TypeError(
        f"'{symbol}' not supported between instances of '{left_type.__name__}' and '{right_type.__name__}'"
    )


def not_equal(left, right):
    """`object.__ne__`: the opposite of `__eq__`."""
    method = special(left, "__eq__")
    if method is None:
        return NotImplemented
    result = method(right)
    if result is NotImplemented:
        return NotImplemented
    return not result


def build_class(body, name, *bases, **keywords):
    """The `class` statement."""
    resolved = []
    for base in bases:
        entries = None if isinstance(base, type) else getattr(base, "__mro_entries__", None)
        if entries is None:
            resolved.append(base)
        else:
            resolved.extend(entries(bases))
    bases = tuple(resolved)
    metaclass = keywords.pop("metaclass", None)
    if metaclass is None:
        metaclass = type(bases[0]) if bases else type
    if isinstance(metaclass, type):
        for base in bases:
            candidate = type(base)
            if issubclass(metaclass, candidate):
                continue
            if issubclass(candidate, metaclass):
                metaclass = candidate
                continue
            raise TypeError(
                "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the "
                "metaclasses of all its bases"
            )
    namespace = metaclass.__prepare__(name, bases, **keywords)
    cell = run_class_body(body, namespace)
    cls = metaclass(name, bases, namespace, **keywords)
    if cell is not None:
        fill_cell(cell, cls)
    return cls


def type_new(metaclass, name, bases, namespace, **keywords):
    """`type.__new__`: makes the class, then runs the hooks of its descriptors and of its parent."""
    cls = make_class(metaclass, name, bases, namespace)
    for key, value in list(namespace.items()):
        hook = special(value, "__set_name__")
        if hook is not None:
            hook(cls, key)
    super(cls, cls).__init_subclass__(**keywords)
    return cls


def getattribute_or_getattr(function, instance, name):
    try:
        return function(instance, name)
    except AttributeError:
        return type(instance).__getattr__(instance, name)


def getattr_or(instance, name, default):
    try:
        return getattr(instance, name)
    except AttributeError:
        return default


def has_attribute(instance, name):
    try:
        getattr(instance, name)
        return True
    except AttributeError:
        return False


def exception_str(exception):
    arguments = exception.args
    if not arguments:
        return ""
    if isinstance(exception, KeyError) and len(arguments) == 1:
        return repr(arguments[0])
    if isinstance(exception, OSError) and len(arguments) >= 2:
        return f"[Errno {arguments[0]}] {arguments[1]}"
    if len(arguments) == 1:
        return str(arguments[0])
    return str(arguments)


def exception_repr(exception):
    arguments = exception.args
    name = type(exception).__name__
    if len(arguments) == 1:
        return f"{name}({arguments[0]!r})"
    return f"{name}{arguments!r}"


def delegate(iterable):
    """`yield from` anything that is no generator."""
    for item in iterable:
        yield item


def match_keys(subject, keys):
    values = []
    for key in keys:
        if key not in subject:
            return None
        values.append(subject[key])
    return tuple(values)


def match_class(subject, cls, positional, names):
    if not isinstance(subject, cls):
        return None
    if positional == 1 and matches_itself(cls) and not hasattr(cls, "__match_args__"):
        found = [subject]
    else:
        accepted = getattr(cls, "__match_args__", ())
        if positional > len(accepted):
            plural = "" if len(accepted) == 1 else "s"
            raise TypeError(
                f"{cls.__name__}() accepts {len(accepted)} positional sub-pattern{plural} ({positional} given)"
            )
        found = []
        for name in accepted[:positional]:
            if not hasattr(subject, name):
                return None
            found.append(getattr(subject, name))
    for name in names:
        if not hasattr(subject, name):
            return None
        found.append(getattr(subject, name))
    return tuple(found)


def dict_without(mapping, keys):
    rest = dict(mapping)
    for key in keys:
        del rest[key]
    return rest


def main_thread(body):
    """The bottom of the main thread: runs the program, reports what it did not catch, waits for the other threads."""
    code = 0
    try:
        body()
    except SystemExit as end:
        code = exit_code(end.code)
    except BaseException as error:
        code = 130 if isinstance(error, KeyboardInterrupt) else 1
        main_failed()
        report(error)
    main_ended()
    return code


def exit_code(code):
    if code is None:
        return 0
    if isinstance(code, int):
        return code & 0xFF
    write_error(str(code) + "\n")
    return 1


# ----------------------------------------------------------------------------------------------------------------
# Numbers and text.
# ----------------------------------------------------------------------------------------------------------------


# ----------------------------------------------------------------------------------------------------------------
# Containers, iteration, comparison, printing.
# ----------------------------------------------------------------------------------------------------------------


# ----------------------------------------------------------------------------------------------------------------
# Threads.
# ----------------------------------------------------------------------------------------------------------------

import sys
from _machine import (
    barrier_failed,
    barrier_filled,
    dummy_thread,
    exception_chain,
    flush_streams,
    format_exception as exception_lines,
    queue_custom_done,
    queue_get_done,
    queue_items,
    queue_put_done,
    queue_restore,
    thread_ended,
    thread_hook,
    wait_for_threads,
    write_text,
)
from _queue import Empty, Full
from _threading import Condition
from _time import monotonic_ns


def report(error):
    """What CPython prints of an exception that nobody caught."""
    # stdout first, as it came first.
    flush_streams()
    sys.stderr.write("".join(format_exception(error)))


def main_ended():
    wait_for_threads()
    flush_streams()


def thread_main(thread):
    """The bottom of every other thread."""
    try:
        thread.run()
    except BaseException as error:
        thread_failed(thread, error)
    thread_ended(thread)


def thread_failed(thread, error):
    hook = thread_hook()
    details = ExceptHookArguments((type(error), error, error.__traceback__, thread))
    if hook is None:
        hook = thread_excepthook
    try:
        hook(details)
    except BaseException as second:
        sys.stderr.write("Exception in threading.excepthook:\n" + "".join(format_exception(second)))


class ExceptHookArguments:
    """What `threading.excepthook` is called with."""

    def __init__(self, parts):
        self.exc_type, self.exc_value, self.exc_traceback, self.thread = parts

    def __iter__(self):
        yield self.exc_type
        yield self.exc_value
        yield self.exc_traceback
        yield self.thread

    def __getitem__(self, index):
        return (self.exc_type, self.exc_value, self.exc_traceback, self.thread)[index]

    def __len__(self):
        return 4


def except_hook_arguments(parts):
    return ExceptHookArguments(tuple(parts))


def thread_excepthook(details):
    if details.exc_type is SystemExit:
        return
    thread = details.thread
    name = "<unknown>" if thread is None else thread.name
    text = "".join(format_exception(details.exc_value))
    sys.stderr.write("Exception in thread " + name + ":\n" + text)


def thread_run(target, arguments, keywords):
    target(*arguments, **keywords)


def thread_named(thread, name):
    thread.name = str(name)


def start_new_thread(function, arguments, keywords):
    thread = dummy_thread(function, arguments, keywords)
    thread.start()
    return thread.ident


def condition_wait_for(condition, predicate, timeout):
    result = predicate()
    if timeout is None:
        while not result:
            condition.wait()
            result = predicate()
        return result
    if result:
        return result
    # In whole nanoseconds: a remainder of a float would make it wait once more for nothing.
    end = monotonic_ns() + int(timeout * 1_000_000_000)
    remaining = timeout
    while not result and remaining > 0:
        condition.wait(remaining)
        result = predicate()
        remaining = (end - monotonic_ns()) / 1_000_000_000
    return result


def barrier_action(barrier, action, index):
    """The last to arrive does the barrier's action; the others wait until it is done."""
    try:
        action()
    except BaseException:
        barrier_failed(barrier)
        raise
    return barrier_filled(barrier, index)


def priority_put(queue, item):
    """`PriorityQueue.put` where comparing takes Python code. The queue is busy until it is given back."""
    heap = queue_items(queue)
    heap.append(item)
    try:
        heap_rise(heap, 0, len(heap) - 1)
    except BaseException:
        queue_restore(queue, heap)
        raise
    queue_put_done(queue, heap, item)


def priority_get(queue):
    heap = queue_items(queue)
    item = heap.pop()
    try:
        if heap:
            item, heap[0] = heap[0], item
            heap_sink(heap)
    except BaseException:
        queue_restore(queue, heap)
        raise
    return queue_get_done(queue, heap, item)


def heap_rise(heap, start, place):
    item = heap[place]
    while place > start:
        parent = (place - 1) >> 1
        if not item < heap[parent]:
            break
        heap[place] = heap[parent]
        place = parent
    heap[place] = item


def heap_sink(heap):
    """As `heapq` does it: down to a leaf, always after the smaller child, and up again from there."""
    end = len(heap)
    place = 0
    item = heap[0]
    child = 1
    while child < end:
        right = child + 1
        if right < end and not heap[child] < heap[right]:
            child = right
        heap[place] = heap[child]
        place = child
        child = 2 * place + 1
    heap[place] = item
    heap_rise(heap, 0, place)


def priority_plain_put(queue, item):
    heap = queue_items(queue)
    heap.append(item)
    try:
        heap_rise(heap, 0, len(heap) - 1)
    finally:
        queue_restore(queue, heap)


def priority_plain_get(queue):
    heap = queue_items(queue)
    item = heap.pop()
    try:
        if heap:
            item, heap[0] = heap[0], item
            heap_sink(heap)
    finally:
        queue_restore(queue, heap)
    return item


# A queue whose class replaces `_init`, `_put`, `_get` or `_qsize` is worked as CPython works every queue: by a lock
# and conditions on it.


def queue_custom_init(queue):
    queue.not_empty = Condition(queue.mutex)
    queue.not_full = Condition(queue.mutex)
    queue._init(queue.maxsize)


def queue_custom_put(queue, item, block, timeout):
    with queue.not_full:
        if queue.maxsize > 0:
            if not queue_custom_wait(queue.not_full, lambda: queue._qsize() < queue.maxsize, block, timeout):
                raise Full
        queue._put(item)
        queue_custom_done(queue, item, True)
        queue.not_empty.notify()


def queue_custom_get(queue, block, timeout):
    with queue.not_empty:
        if not queue_custom_wait(queue.not_empty, lambda: queue._qsize(), block, timeout):
            raise Empty
        item = queue._get()
        queue_custom_done(queue, item, False)
        queue.not_full.notify()
        return item


def queue_custom_wait(condition, ready, block, timeout):
    if not block:
        return ready()
    if timeout is not None and timeout < 0:
        raise ValueError("'timeout' must be a non-negative number")
    return condition_wait_for(condition, ready, timeout)


def queue_custom_size(queue):
    with queue.mutex:
        return queue._qsize()


def queue_custom_empty(queue):
    with queue.mutex:
        return not queue._qsize()


def queue_custom_full(queue):
    with queue.mutex:
        return 0 < queue.maxsize <= queue._qsize()


def format_exception(error):
    """The lines of a traceback, as CPython prints it."""
    texts = []
    for each in exception_chain(error):
        try:
            texts.append(str(each))
        except Exception:
            texts.append("<exception str() failed>")
    return exception_lines(error, texts)


def stream_write(stream, text):
    write_text(stream, text)
    return len(text)


def write_lines(stream, lines):
    for line in lines:
        stream.write(line)
