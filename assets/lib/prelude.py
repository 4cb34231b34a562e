"""What the machine itself calls when an operation must run Python code: a user's `__eq__`, a `key=` function, any iterable.

Natives never call back into Python. They pass the whole operation on to a function of this file, which runs as hidden
library code: it takes no step of its own in a schedule and no line in a traceback.
"""

# ----------------------------------------------------------------------------------------------------------------
# Operators, truth, calls and classes.
# ----------------------------------------------------------------------------------------------------------------


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


def main_thread(body):
    """The bottom of the main thread: what it returns is the program's exit code."""
    code = 0
    try:
        body()
    except BaseException as error:
        code = uncaught(error)
    wait_for_threads()
    flush_streams()
    return code


def uncaught(error):
    """Reports what ended the main thread; the exit code."""
    if isinstance(error, SystemExit):
        code = error.code
        if code is None:
            return 0
        if isinstance(code, int):
            return code & 255
        sys.stderr.write(str(code) + "\n")
        return 1
    # stdout first, as it came first.
    flush_streams()
    sys.stderr.write("".join(format_exception(error)))
    return 130 if isinstance(error, KeyboardInterrupt) else 1


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
