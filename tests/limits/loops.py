# Programs that go on for ever: by loops of their own, by loops inside library calls, by catching everything.

#: steps
while True:
    pass

#: steps
while True:
    try:
        raise ValueError
    except BaseException:
        continue

#: steps
def f():
    while True:
        try:
            f()
        except BaseException:
            continue
f()

#: memory
while True:
    try:
        x = [0] * 10**9
    except BaseException:
        continue

#: steps
import itertools
for number in itertools.count():
    pass

#: steps
import itertools
sum(itertools.cycle([1]))

#: steps
any(iter(int, 1))

#: steps
max(iter(int, 1))

#: steps
0 in iter(lambda: 1, 0)

#: steps
class Odd:
    def __iter__(self):
        return self
    def __next__(self):
        return 1
for one in Odd():
    pass

#: steps
def g():
    while True:
        yield
for one in g():
    pass

#: steps
class Slow:
    def __len__(self):
        while True:
            pass
len(Slow())

#: steps
for number in range(10**18):
    pass

#: ends
sum(range(10**12))

#: steps
10**12 in iter(range(10**13))

#: steps
sum(1 for number in range(10**12))

#: steps
import time
while True:
    time.sleep(0.001)

#: steps
while True:
    try:
        while True:
            pass
    finally:
        continue

#: steps
import contextlib
while True:
    with contextlib.suppress(BaseException):
        raise KeyboardInterrupt

#: steps
class Hold:
    def __enter__(self): return self
    def __exit__(self, *error): return True
while True:
    with Hold():
        raise SystemExit

#: steps
import itertools
sum(itertools.count())

#: steps
import itertools
any(itertools.repeat(0))

#: steps
all(iter(lambda: 1, 0))

#: steps
import itertools
min(itertools.repeat(1))

#: steps
import functools, itertools
functools.reduce(lambda a, b: 0, itertools.repeat(1))

#: steps
import itertools
next(filter(None, itertools.repeat(0)))

#: steps
import itertools
next(itertools.dropwhile(lambda x: True, itertools.count()))

#: steps
import itertools
next(itertools.islice(itertools.count(), 10**15, None))

#: steps
import collections, itertools
collections.deque(itertools.count(), maxlen=0)

#: steps
import itertools
-1 in itertools.count()

#: steps
import itertools
dict.fromkeys(itertools.repeat(1))

#: steps
import itertools
set(itertools.repeat(1))

#: steps
import itertools
a, *b = map(str, iter(int, 1)) if False else filter(None, iter(int, 1))

#: steps
x = {1: 1}
while x:
    x[2] = x.pop(1)
    x[1] = x.pop(2)

#: steps
def g():
    while True:
        try:
            yield
        except GeneratorExit:
            pass
i = g()
next(i)
for _ in i:
    pass

#: steps
class A:
    def __getattr__(self, name):
        while True:
            pass
A().x

#: steps
class A:
    def __eq__(self, other):
        while True:
            pass
[A()] == [A()]

#: steps
class A:
    def __hash__(self):
        while True:
            pass
{A(): 1}

#: steps
class A:
    def __str__(self):
        while True:
            pass
print(A())

#: steps
class A:
    def __lt__(self, other):
        while True:
            pass
sorted([A(), A()])

#: steps
class A:
    def __iter__(self):
        return iter(int, 1)
sum(A())

#: steps
class A:
    def __index__(self):
        while True:
            pass
[1][A()]

#: steps
class A:
    def __del__(self):
        while True:
            pass
while True:
    A()

#: steps
f = lambda: 1
while f():
    f()

#: steps
class A:
    @property
    def x(self):
        while True:
            pass
A().x

#: steps
import functools
@functools.cache
def f(n):
    return n
n = 0
while True:
    f(0)

#: steps
import random
while True:
    random.random()

#: steps
import itertools
for a, b in zip(itertools.count(), itertools.count()):
    pass

#: steps
import itertools
for pair in enumerate(itertools.repeat(1)):
    pass

#: memory
import statistics, itertools
statistics.mean(itertools.repeat(1))

#: steps
import heapq, itertools
for one in heapq.merge(itertools.repeat(1), itertools.repeat(2)):
    pass

#: steps
match 1:
    case 1:
        while True:
            pass
