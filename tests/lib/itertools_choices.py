# Every way to choose.
from itertools import combinations, combinations_with_replacement, permutations, product

for n in range(5):
    pool = "abcd"[:n]
    for r in range(4):
        print(n, r)
        print(["".join(x) for x in permutations(pool, r)])
        print(["".join(x) for x in combinations(pool, r)])
        print(["".join(x) for x in combinations_with_replacement(pool, r)])
print(list(product("ab", range(2))), list(product([0, 1], repeat=3)), list(product()), list(product("a", [])))
print(list(permutations(range(3))), sum(1 for _ in permutations(range(6))))
