# Timing functions.
import timeit

calls = []
taken = timeit.timeit(lambda: calls.append(1), number=50)
print(len(calls), taken >= 0)
print(len(timeit.repeat(lambda: calls.append(1), number=2, repeat=3)), len(calls))
print(timeit.Timer(lambda: None).timeit(number=10) >= 0, timeit.default_timer() <= timeit.default_timer())
