# Leaving is no way out of the books, and no way to stay.

#: steps
import sys
while True:
    try:
        sys.exit()
    except SystemExit:
        pass

#: steps
try:
    while True:
        pass
finally:
    print('never')

#: ends
import sys
sys.exit(10**100)

#: output
raise SystemExit('x' * 10000000)

#: steps
class A:
    def __bool__(self):
        while True:
            pass
not A()

#: memory
sorted(range(10000), key=lambda x: [x] * 100000)

#: ends
x = '(' * 1000
print(x.count('(' * 500), ('a' * 100000).find('a' * 50000 + 'b'))

#: memory
'x'.join(map(str, iter(int, 1)))

#: RecursionError: maximum recursion depth exceeded
import functools
@functools.cache
def f(n):
    return f(n + 1)
f(0)

#: steps
type('A', (), {str(n): n for n in range(10**7)})

#: steps
names = {}
for n in range(10**7):
    setattr(type, 'x', 1) if n < 0 else names.setdefault('a' * (n % 1000) + str(n), n)

#: steps
import os
while True:
    try:
        raise KeyboardInterrupt
    except KeyboardInterrupt:
        pass

#: steps
class A:
    def __del__(self):
        while True:
            pass
def f():
    while True:
        try:
            return
        finally:
            continue
f()

#: steps
import threading
def f():
    while True:
        pass
threading.Thread(target=f).start()
raise SystemExit

#: steps
import threading
def hook(args):
    while True:
        pass
threading.excepthook = hook
t = threading.Thread(target=lambda: 1 / 0)
t.start()
t.join()

#: steps
class E(Exception):
    def __str__(self):
        while True:
            pass
raise E
