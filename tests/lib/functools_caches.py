# Results kept for the next call.
import functools


@functools.lru_cache(maxsize=2)
def square(x, y=0):
    print("computing", x)
    return x * x


for number in (1, 2, 1, 3, 2):
    square(number)
print(square.cache_info(), square.cache_parameters(), square.__name__, square.__wrapped__(9))
square.cache_clear()
print(square.cache_info())


@functools.cache
def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


print(fibonacci(80), fibonacci.cache_info())


@functools.lru_cache
def kind(x):
    return type(x).__name__


print(kind(1), kind(1.0), kind("1"), kind((1,)))
try:
    kind([])
except TypeError as error:
    print("TypeError:", error)


class Page:
    @functools.lru_cache(None)
    def words(self, n):
        print("counting")
        return n + 1

    @functools.cached_property
    def title(self):
        print("reading")
        return "a title"


page = Page()
print(page.words(1), page.words(1), page.title, page.title)
del page.title
print(page.title)
