frozen = frozenset([3, 1, 2])
print(frozen, frozen | {4}, type(frozen & {1}), frozen == {1, 2, 3}, hash(frozen) == hash(frozenset([1, 2, 3])))
print({frozen: "key"}[frozenset([2, 3, 1])], frozenset(), {1} | frozenset([2]), sorted(frozen - {1}))
try:
    frozen.add(1)
except AttributeError as error:
    print(error)
