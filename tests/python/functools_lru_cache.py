import functools


@functools.lru_cache(maxsize=None)
def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


@functools.lru_cache(maxsize=2)
def slow(n):
    calls.append(n)
    return n * n


@functools.cache
def constant():
    calls.append("constant")
    return 5


calls = []
print(fibonacci(60), fibonacci.cache_info())
print([slow(n) for n in (1, 2, 1, 3, 2, 1)], calls, slow.cache_info())
print(constant(), constant(), calls[-1], calls.count("constant"))
slow.cache_clear()
print(slow.cache_info())
