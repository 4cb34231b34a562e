import pickle, time, random
def check(x):
    d = pickle.dumps(x)
    y = pickle.loads(d)
    print(len(d), type(y).__name__, pickle.dumps(y) == d)
check(list(range(100000)))
check([str(i) for i in range(5000)])
check({i: str(i) for i in range(3000)})
check(set(range(2500)))
check(frozenset(range(1000)))
check([b'x'*70000, 'y'*70000, 'z'*65536, 'z'*65535])
check(['y'*300]*1200+['q'*i for i in range(500)])
for n in (0,1,2,999,1000,1001,2000,2001):
    check(list(range(n))); check({i:0 for i in range(n)}); check(set(range(n)));check(tuple(range(n)))
class A: pass
class L(list): pass
class D(dict): pass
for n in (0,1,2,999,1000,1001,2000,2001):
    x=L(range(n)); check(x)
    x=D((i,0) for i in range(n)); check(x)
    x=A(); 
    for i in range(n): setattr(x, f"a{i}", i)
    check(x)
import collections
check([collections.deque(range(3)), set(range(1000)), set(range(1001)), {i:1 for i in range(1000)}, list(range(1000)), b'x'*70000, 'y'*70000, 1<<70, -1<<2047, -1<<2040, 1<<2047, 2**31, -2**31, -2**31-1, -1, 255,256,65535,65536, 1.5, float('inf'), -0.0])
check([1<<70, -1<<2047, -1<<2040, 1<<2047, 2**31, -2**31, -2**31-1, -1, 255,256,65535,65536, 1.5, float('inf'), -0.0])
