import queue

simple = queue.SimpleQueue()
simple.put(1)
simple.put("two", block=False, timeout=3)
print(simple.qsize(), simple.get(), simple.get_nowait(), simple.empty())
try:
    simple.get(timeout=0.01)
except queue.Empty:
    print("empty")
try:
    simple.get(block=False)
except queue.Empty as error:
    print(repr(error))
print(hasattr(simple, "task_done"), hasattr(simple, "full"))
