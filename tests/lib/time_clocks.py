# Clocks move forward together, and sleeping takes its time.
import time

start = time.time()
ticks = time.monotonic()
counter = time.perf_counter()
time.sleep(0.05)
print(time.time() - start >= 0.04)
print(0.04 < time.monotonic() - ticks < 5)
print(0.04 < time.perf_counter() - counter < 5)
print(type(time.time()).__name__, type(time.time_ns()).__name__, type(time.monotonic_ns()).__name__)
print(abs(time.time_ns() / 1e9 - time.time()) < 1)
print(time.process_time() >= 0, time.thread_time() >= 0, time.perf_counter_ns() > 0)
try:
    time.sleep(-1)
except ValueError as error:
    print("ValueError:", error)
