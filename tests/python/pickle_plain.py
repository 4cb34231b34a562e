import pickle


def show(value):
    data = pickle.dumps(value)
    again = pickle.loads(data)
    print(len(data), data, type(again).__name__, again == value, pickle.dumps(again) == data)


for value in (None, True, False, 0, 1, 255, 256, 65535, 65536, -1, 2**31 - 1, 2**31, -(2**31), -(2**31) - 1, 2**63,
              -(2**63), 2**64, -(2**64), 1 << 70, 1.5, -0.0, float("inf")):
    show(value)
for value in ("", "a", "hello", "Grüße", "é", "日本", "x" * 255, "x" * 256, b"", b"a", b"abc", b"y" * 256):
    show(value)
for value in ([], [1], [1, 2], (), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4), {}, {"a": 1}, {"a": 1, "b": [2]}, set(), {7},
              {1, 2, 3}, frozenset(), frozenset([1]), bytearray(), bytearray(b"x"), bytearray(b"xyz")):
    show(value)
show([[], (), {}, set(), [[1], [2, [3]]]])

# What occurs twice is written once.
shared = ["shared"]
data = pickle.dumps([shared, shared, "word", "word", b"data", (1, 2)])
print(data)
first, second, *_ = pickle.loads(data)
print(first is second)

# What contains itself.
loop = [1]
loop.append(loop)
print(pickle.dumps(loop))
again = pickle.loads(pickle.dumps(loop))
print(again[1] is again)
inner = []
pair = (inner, 5)
inner.append(pair)
data = pickle.dumps(pair)
print(data)
again = pickle.loads(data)
print(again[0][0] is again)
table = {}
table["self"] = table
print(pickle.dumps(table))
long = (inner := [], 1, 2, 3, 4)
inner.append(long)
print(pickle.dumps(long))

print(pickle.dumps(bytearray(b"five"), 5), pickle.dumps([1, "a"], protocol=5), pickle.dumps(1, -1))
print(pickle.HIGHEST_PROTOCOL, pickle.DEFAULT_PROTOCOL)
for bad in (lambda: pickle.dumps(1, 6), lambda: pickle.loads("text")):
    try:
        bad()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)

# 300 things in the memo: the numbers grow.
words = [f"word {number}" for number in range(300)]
data = pickle.dumps(words + words)
print(len(data), pickle.loads(data) == words + words)

deep = []
for _ in range(100_000):
    deep = [deep]
try:
    pickle.dumps(deep)
except RecursionError as error:
    print(error)
level = ()
for _ in range(900):
    level = (level,)
print(len(pickle.dumps(level)))
