import time

for clock in (time.time, time.perf_counter, time.monotonic, time.process_time, time.thread_time):
    first = clock()
    second = clock()
    print(clock.__name__, isinstance(first, float), first <= second)
for clock in (time.time_ns, time.perf_counter_ns, time.monotonic_ns):
    print(clock.__name__, isinstance(clock(), int))
begin = time.monotonic()
time.sleep(0.05)
print(0.05 <= time.monotonic() - begin < 0.2)
print(time.time() > 1_500_000_000)
