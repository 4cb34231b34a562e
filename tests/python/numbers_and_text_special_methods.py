print(f"{3.14159:.2f} {42:>6} {'x':^5}|", "%5.2f|%-5s|%03d" % (1.5,'ab',7))
print("{0} {name!r:>8} {0[1]}".format([1,2], name='bo'))
print(int('42')+1, float('1e3'), str(12), bin(10), hex(255), round(2.5), round(2.675,2), divmod(-7,2), pow(3,-1,7), 2**100, 10**20//3)
class V:
    def __init__(s,x): s.x=x
    def __str__(s): return f"V({s.x})"
    def __format__(s,spec): return 'F'+spec+str(s.x)
    def __int__(s): return 7
    def __float__(s): return 2.5
    def __index__(s): return 9
    def __round__(s,n=None): return ('r',n)
    def __abs__(s): return 'abs'
    def __divmod__(s,o): return 'dm'
    def __rdivmod__(s,o): return 'rdm'
    def __pow__(s,o,m=None): return ('pow',o,m)
    def __floor__(s): return 'fl'
v=V(3)
print(f"{v} {v:abc} {v!s:>8}", "%s %5s %d %x %f" % (v,v,v,v,v), "{0} {0:zz} {0.x:>4}".format(v), format(v,'q'))
print(int(v), float(v), hex(v), bin(v), round(v), round(v,2), abs(v), divmod(v,2), divmod(2,v), pow(v,2), pow(v,2,3))
import math
print(math.floor(v), math.sqrt(v), math.floor(2.7), math.pi, math.ceil(2.1), math.factorial(20), math.gcd(12,18), math.fsum([.1]*10), math.prod(x for x in [1,2,3]))
print(','.join(str(x) for x in range(5)), '-'.join({'a':1,'b':2}), ''.join('abc'))
print("%(a)s-%(b)05.1f" % {'a':v,'b':2.25}, "%(a)s" % dict(a=1))
class MyInt(int):
    def __add__(self,o): return MyInt(super().__add__(o))
    def __repr__(self): return f"MyInt({int(self)})"
m=MyInt(5)
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
t(lambda: m); t(lambda: m+3); t(lambda: type(m+3).__name__); t(lambda: m*2); t(lambda: [m]); t(lambda: f"{m:03d}"); t(lambda: m==5); t(lambda: hash(m)==hash(5)); t(lambda: m<6); t(lambda: -m); t(lambda: 2+m); t(lambda: {5:1}[m]); t(lambda: 7-m); t(lambda: m/2); t(lambda: 2.5*m); t(lambda: m<<1); t(lambda: '%d %s %r' % (m,m,m)); t(lambda: [10,20,30,40,50,60][m]); t(lambda: 'ab'*m); t(lambda: str(m)); t(lambda: int(m)); t(lambda: range(m)); t(lambda: bool(m)); t(lambda: m.bit_length()); t(lambda: m.real); t(lambda: round(m)); t(lambda: abs(m)); t(lambda: m**2); t(lambda: math.sqrt(m)); t(lambda: m & 4); t(lambda: max(m,3)); t(lambda: sum([m,m])); t(lambda: sorted([m,3,9]))
class F(float):
    def __str__(self): return 'F!'
f=F(2.5)
t(lambda: f); t(lambda: f"{f}"); t(lambda: f"{f:.1f}"); t(lambda: repr(f)); t(lambda: f+1); t(lambda: '%s %f' % (f,f)); t(lambda: f.is_integer()); t(lambda: F('3.5')*2)
class S(str):
    def shout(self): return self.upper()+'!'
s=S('hey')
t(lambda: s); t(lambda: s.shout()); t(lambda: len(s)); t(lambda: s+'x'); t(lambda: repr(s)); t(lambda: s=='hey'); t(lambda: {s:1}); t(lambda: s in ('hey',)); t(lambda: f"{s:>5}"); t(lambda: 'a'+s); t(lambda: s*2); t(lambda: s[0]); t(lambda: s.split('e')); t(lambda: 'x'.join([s,s])); t(lambda: '%s' % s); t(lambda: s % ()); t(lambda: {'hey':2}[s]); t(lambda: s < 'z'); t(lambda: list(s)); t(lambda: 'e' in s)
print(str(b'abc','utf-8'), b'abc'.decode(), bytes(3), bytes([65,66]), bytearray(b'xy'), bytes(x for x in (1,2)))
print(ascii('é'), repr('é\n'), ord('a'), chr(8364), 'ß'.upper(), 'İ'.lower(), 'Straße'.casefold())
print('hello world'.title(), 'a-b_c'.split('-'), 'abc'.translate({97:'x'}), 'x'.center(5,'*'), 'abc'.find('c'), 'aXbX'.replace('X','--',1))
t(lambda:1/0); t(lambda:int('x')); t(lambda:'abc'.index('z')); t(lambda:'%d'%'x'); t(lambda:'{}'.format()); t(lambda:float('z')); t(lambda:'a'+1); t(lambda:1+'a'); t(lambda:math.sqrt(-1)); t(lambda:chr(-1)); t(lambda:ord('ab')); t(lambda:''.join([1])); t(lambda:''.join(5)); t(lambda:'{:d}'.format('x')); t(lambda:f'{1:s}'); t(lambda:round('a')); t(lambda:int([])); t(lambda:abs('x')); t(lambda:2**'a'); t(lambda:str(10**5000)); t(lambda:2.0**5000); t(lambda: 1<'a'); t(lambda: -'a'); t(lambda: '%s %s' % 1); t(lambda:'{a}'.format()); t(lambda:divmod(1,0)); t(lambda:divmod('a',1)); t(lambda:pow('a',1)); t(lambda:int('1',99)); t(lambda:bytes([300])); t(lambda:'é'.encode('ascii')); t(lambda:b'\xff'.decode()); t(lambda:math.floor('a')); t(lambda:hex(1.5)); t(lambda: 'a'*-1); t(lambda: 3*'ab'); t(lambda:format([],'5'))
print(True+1, True&False, ~5, 7//-2, -7%3, 5.5//2, -5.5%2, 0.1+0.2, 1e16, 1e-5, float('inf'), -0.0, 1_000_000.0)
print((5).bit_length(), (255).to_bytes(2,'big'), int.from_bytes(b'\x01\x00','big'), (1.5).as_integer_ratio(), (2.0).is_integer(), (0.1).hex(), float.fromhex('0x1p3'), (3).real, (3).imag)
print(str.maketrans('ab','xy'), 'aabb'.translate(str.maketrans('ab','xy')), 'A'.isupper(), 'abc'.islower(), '12'.isdigit(), 'x y'.split(), 'a\tb'.expandtabs(4))
print(f"{1234567:,} {1e6:_.2f} {255:#x} {255:08b} {0.25:%} {'a':>{5}} {3!r} {'q'!r:>6}")
print(str(v), repr(S('a')), str(S('b')), type(str(S('b'))).__name__, int(3.9), int(-3.9), int(True), float(True), bool(''), bool(v))
class Fm:
    def __format__(self, spec): return 5
class St:
    def __str__(self): return 5
class Rp:
    def __repr__(self): return 'rp!'
t(lambda: f'{Fm()}'); t(lambda: str(St())); t(lambda: f'{St()}'); t(lambda: '%s' % St()); t(lambda: f'{Rp()} {Rp()!r:>5} {Rp()!s} {[Rp()]}'); t(lambda: '%r %a' % (Rp(), Rp())); t(lambda: '{!r} {}'.format(Rp(),Rp())); t(lambda: f'{Rp():5}'); t(lambda: ascii([Rp(),'é'])); t(lambda: 'abc'.translate({97:None,98:'é'})); t(lambda: '{x.y}'.format(x=Rp())); t(lambda: '{0[k]}'.format({'k':Rp()})); t(lambda: '{a.__class__.__name__}'.format(a=1)); t(lambda: '{:{}}'.format(Rp(), '')); t(lambda: '%*d|%-*d|' % (5,1,4,2)); t(lambda: str.upper('abc')); t(lambda: str.join(',', ['a','b'])); t(lambda: list(map(str.strip,[' a ','b ']))); t(lambda: list(map(int,['1','2']))); t(lambda: sorted(['b','A'], key=str.lower)); t(lambda: int.__add__(1,2)); t(lambda: (1).__add__(2.0)); t(lambda: (1.0).__eq__(1)); t(lambda: 'a'.__len__()); t(lambda: int.__name__)
class D(dict):
    def __missing__(self,k): return '<'+k+'>'
t(lambda: '{a} {b}'.format_map(D(a=1))); t(lambda: '%(a)s %(z)s' % D(a=1)); t(lambda: 'x'.format_map({}))
class Dec:
    def __init__(s,v): s.v=v
    def __truediv__(s,o): return Dec(s.v/o)
    def __trunc__(s): return 4
    def __ceil__(s): return 'c'
t(lambda: math.ceil(Dec(1))); t(lambda: math.trunc(Dec(1))); t(lambda: float(Dec(1))); t(lambda: hex(Dec(1))); t(lambda: round(Dec(1))); t(lambda: abs(Dec(1))); t(lambda: divmod(Dec(1),2)); t(lambda: pow(Dec(1),2)); t(lambda: '%d' % Dec(1)); t(lambda: '%f' % Dec(1)); t(lambda: '%x' % Dec(1)); t(lambda: math.sin(Dec(1))); t(lambda: bytes(Dec(1)))
try:
    1/0
except ZeroDivisionError as e:
    print(f'{e}', str(e), repr(e), '%s' % e, '{}'.format(e), f'{e!r:>40}')
t(lambda: f'{ValueError(Rp())}'); t(lambda: str(KeyError('a'))); t(lambda: f'{KeyError(Rp())}')
