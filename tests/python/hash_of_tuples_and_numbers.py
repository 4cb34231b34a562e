print(hash((1, 2)) == hash((1, 2)), hash((1, 2)) == hash((2, 1)), hash(()) == hash(()), hash((1.0, True)) == hash((1, 1)))
print({(1, 2): "a"}[(1.0, 2.0)], hash(3) == 3, hash(-2), hash(0), hash(1 << 61), hash(-(1 << 61)))
print(hash("a") == hash("a"), hash(None) == hash(None), hash(frozenset([1, 2])) == hash(frozenset([2, 1])))
print(hash((1, 2, 3)), hash((0,)), hash(()), hash(1.5), hash(float("inf")), hash(-0.5))
