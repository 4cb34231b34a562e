from itertools import combinations, combinations_with_replacement, permutations, product

print(list(product("ab", [1, 2])), list(product([0, 1], repeat=2)), list(product()))
print(["".join(p) for p in permutations("abc")], list(permutations([1, 2, 3], 2)))
print(list(combinations("abcd", 2)), list(combinations_with_replacement("ab", 2)), list(combinations([1], 2)))
print(sum(1 for _ in permutations(range(6))))
