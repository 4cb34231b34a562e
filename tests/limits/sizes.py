# Programs that want more than there is: of lists, texts, dicts, sets and what is made of them.

#: memory
list(iter(int, 1))

#: memory
tuple(iter(int, 1))

#: memory
x = []
x.extend(iter(int, 1))

#: memory
[*iter(int, 1)]

#: memory
import itertools
set(itertools.count())

#: memory
import itertools
dict(zip(itertools.count(), itertools.count()))

#: memory
import itertools
''.join(str(number) for number in itertools.count())

#: memory
import collections, itertools
collections.deque(itertools.count())

#: memory
[0] * 10**12

#: memory
(1, 2) * 10**11

#: memory
'a' * 10**10

#: memory
b'a' * 10**10

#: memory
bytes(10**11)

#: memory
bytearray(10**11)

#: OverflowError: cannot fit 'int' into an index-sized integer
'a' * 10**30

#: memory
list(range(10**9))

#: memory
sorted(range(10**9))

#: memory
x = [1]
while True:
    x += x

#: memory
x = 'ab'
while True:
    x += x

#: memory
x = 'ab'
while True:
    x = x.replace('a', 'abababab')

#: memory
x = []
for one in [0]:
    x.append(x)
    while True:
        x.append(list(x))

#: memory
x = [0]
for one in x:
    x.append(one)

#: memory
x = {}
number = 0
while True:
    x[number] = [number]
    number += 1

#: memory
'x'.center(10**11)

#: memory
'x'.zfill(10**11)

#: memory
('\t' * 1000).expandtabs(10**9)

#: memory
'-'.join(['a' * 1000000] * 1000000)

#: memory
import itertools
list(itertools.product(range(100), repeat=10))

#: memory
import itertools
list(itertools.permutations(range(20)))

#: memory
import copy
x = [0] * 1000
for _ in range(10):
    x = [copy.deepcopy(x) for _ in range(10)]

#: memory
import itertools
list(itertools.chain.from_iterable(itertools.repeat([1, 2])))

#: memory
import itertools
str(list(itertools.repeat('a')))

#: memory
import collections
d = collections.deque()
while True:
    d.append(1)

#: memory
import collections
d = collections.defaultdict(list)
n = 0
while True:
    d[n % 100].append((n, n))
    n += 1

#: memory
import collections, itertools
collections.Counter(itertools.count())

#: memory
s = set()
n = 0
while True:
    s.add(n)
    n += 1

#: memory
x = []
while True:
    x.append('a' * 1000)

#: memory
x = b''
while True:
    x += b'a' * 100000

#: memory
x = bytearray()
while True:
    x += b'a' * 100000

#: memory
x = ()
while True:
    x += (1,) * 10000

#: memory
x = ''
while True:
    x += 'a' * 100000

#: memory
x = []
while True:
    x = [x, x]

#: memory
class Node:
    def __init__(self, next):
        self.next = next
head = None
while True:
    head = Node(head)

#: memory
x = []
while True:
    x.append(lambda: x)

#: memory
x = []
while True:
    x.append((n for n in x))

#: memory
import heapq
h = []
n = 0
while True:
    heapq.heappush(h, n)
    n += 1

#: memory
x = [0]
x[:] = iter(int, 1)

#: memory
x = []
while True:
    x[:0] = [1] * 1000

#: memory
x = [[0] * 1000 for _ in range(10**9)]

#: memory
x = {n: str(n) for n in range(10**9)}

#: memory
x = {n for n in range(10**9)}

#: memory
x = [n for n in range(10**9)]

#: memory
def f(*a):
    return a
x = (1,)
while True:
    x = f(*x, *x)

#: memory
class A: pass
a = A()
n = 0
while True:
    setattr(a, 'name' + str(n), n)
    n += 1

#: memory
x = []
while True:
    try:
        x.append([0] * 1000)
    except BaseException:
        x.append(1)

#: memory
x = 'a'
while True:
    x = x.join([x, x])

#: memory
import copy
x = [[0] * 100]
while True:
    x.append(copy.deepcopy(x))

#: memory
try:
    [0] * 10**9
except MemoryError:
    pass
