import threading

event = threading.Event()
print(event.is_set(), event.wait(0.01), event.wait(timeout=0))
event.set()
print(event.is_set(), event.wait(), event.wait(5))
event.clear()
print(event.is_set())
