# Things inside each other: calls, lists, nodes, closures, generators, exceptions.

#: RecursionError: maximum recursion depth exceeded
def f():
    f()
f()

#: depth
import sys
sys.setrecursionlimit(10**9)
def f():
    f()
f()

#: RecursionError: maximum recursion depth exceeded
class A:
    def __repr__(self):
        return repr(self)
repr(A())

#: RecursionError: maximum recursion depth exceeded
class A:
    def __eq__(self, other):
        return self == other
A() == A()

#: RecursionError: maximum recursion depth exceeded
class A:
    def __hash__(self):
        return hash(self)
hash(A())

#: RecursionError: maximum recursion depth exceeded
class A:
    def __getattr__(self, name):
        return getattr(self, name)
A().x

#: RecursionError: maximum recursion depth exceeded
f = lambda x: x
for _ in range(5000):
    f = (lambda g: lambda x: g(x))(f)
f(1)

#: ends
x = []
x.append(x)
print(x)
repr([x, x])
x == x

#: RecursionError: maximum recursion depth exceeded in comparison
x = []
x.append(x)
y = []
y.append(y)
x == y

#: ends
x = {}
x[1] = x
print(x)

#: ends
x = []
for _ in range(200000):
    x = [x]
del x

#: RecursionError: maximum recursion depth exceeded while getting the repr of an object
x = []
for _ in range(300000):
    x = [x]
repr(x)

#: RecursionError: maximum recursion depth exceeded in comparison
x = []
y = []
for _ in range(50000):
    x = [x]
    y = [y]
x == y

#: ends
x = ()
for _ in range(300000):
    x = (x,)
hash(x)

#: RecursionError: maximum recursion depth exceeded
import copy
x = []
for _ in range(100000):
    x = [x]
copy.deepcopy(x)

#: ends
class Node:
    def __init__(self, next):
        self.next = next
head = None
for _ in range(200000):
    head = Node(head)
head = None

#: ends
x = None
for _ in range(100000):
    x = (lambda y: lambda: y)(x)
del x

#: RecursionError: maximum recursion depth exceeded
def g(n):
    if n:
        yield from g(n - 1)
    yield n
list(g(5000))

#: RecursionError: maximum recursion depth exceeded
def chain(g):
    yield from g
g = iter([1])
for _ in range(50000):
    g = chain(g)
next(g)

#: RecursionError: maximum recursion depth exceeded
x = iter([1])
for _ in range(50000):
    x = map(int, x)
next(x)

#: RecursionError: maximum recursion depth exceeded
import itertools
x = iter([1])
for _ in range(50000):
    x = itertools.chain(x, [1])
next(x)

#: ValueError
e = None
for _ in range(2000):
    try:
        try:
            if e: raise e
            raise ValueError
        except ValueError:
            raise KeyError
    except KeyError as caught:
        e = ValueError()
        e.__context__ = caught
raise e

#: ends
isinstance(1, (lambda f: [f := (f,) for _ in range(100000)][-1])((str,)))

#: ends
x = []
for _ in range(1000000):
    x = [x]
del x

#: ends
x = ()
for _ in range(1000000):
    x = (x,)
x = None

#: ends
x = {}
for _ in range(300000):
    x = {1: x}
x = None

#: ends
class Node:
    def __init__(self, next):
        self.next = next
head = None
for _ in range(1000000):
    head = Node(head)
head = None

#: ends
class Node:
    pass
first = last = Node()
for _ in range(300000):
    node = Node()
    last.next = node
    node.previous = last
    last = node
del first, last, node

#: ends
x = None
for _ in range(1000000):
    x = (x, 1)
while x:
    x = x[0]

#: RecursionError: maximum recursion depth exceeded in comparison
x = []
y = []
for _ in range(300000):
    x = [x]
    y = [y]
x == y

#: RecursionError: maximum recursion depth exceeded in comparison
x = ()
y = ()
for _ in range(300000):
    x = (x,)
    y = (y,)
x < y

#: RecursionError: maximum recursion depth exceeded in comparison
x = {}
y = {}
for _ in range(100000):
    x = {1: x}
    y = {1: y}
x == y

#: RecursionError: maximum recursion depth exceeded in comparison
x = []
y = []
for _ in range(100000):
    x = [x]
    y = [y]
y in [x]

#: RecursionError: maximum recursion depth exceeded while getting the repr of an object
x = {}
for _ in range(100000):
    x = {1: x}
print(x)

#: RecursionError: maximum recursion depth exceeded while getting the repr of an object
x = ()
for _ in range(1000000):
    x = (x,)
str(x)

#: RecursionError: maximum recursion depth exceeded
class A:
    def __bool__(self):
        return bool(self)
if A(): pass

#: RecursionError: maximum recursion depth exceeded
class A:
    def __len__(self):
        return len(self)
len(A())

#: RecursionError: maximum recursion depth exceeded
class A:
    def __call__(self):
        return self()
A()()

#: RecursionError: maximum recursion depth exceeded
class A:
    def __iter__(self):
        return iter(self)
list(A())

#: RecursionError: maximum recursion depth exceeded
class A:
    def __add__(self, other):
        return self + other
A() + 1

#: RecursionError: maximum recursion depth exceeded
class A:
    def __init__(self):
        A()
A()

#: RecursionError: maximum recursion depth exceeded
class A:
    def __getattribute__(self, name):
        return self.x
A().x

#: RecursionError: maximum recursion depth exceeded
class A:
    def __setattr__(self, name, value):
        self.x = value
A().x = 1

#: RecursionError: maximum recursion depth exceeded
def f(n):
    try:
        f(n + 1)
    finally:
        pass
f(0)

#: RecursionError: maximum recursion depth exceeded
f = lambda n: [f(m) for m in (n,)]
f(1)

#: RecursionError: maximum recursion depth exceeded
def f(x):
    return sorted([x, x], key=f)
f(1)

#: RecursionError: maximum recursion depth exceeded
def f(x):
    return list(map(f, [x]))
f(1)
