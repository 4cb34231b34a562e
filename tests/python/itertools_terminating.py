from itertools import accumulate, chain, compress, dropwhile, filterfalse, pairwise, starmap, takewhile, tee, zip_longest

print(list(accumulate([1, 2, 3, 4])), list(accumulate([3, 1, 4], max)), list(accumulate([1, 2], initial=10)))
print(list(chain("ab", [1])), list(chain.from_iterable([[1, 2], [3]])), list(compress("abcd", [1, 0, True, False])))
print(list(takewhile(lambda n: n < 3, [1, 2, 3, 1])), list(dropwhile(lambda n: n < 3, [1, 2, 3, 1])), list(filterfalse(str.isdigit, "a1b")))
print(list(starmap(pow, [(2, 3), (3, 2)])), list(zip_longest("abc", [1], fillvalue="-")), list(pairwise([1, 2, 3])))
first, second = tee(iter("xyz"))
print(next(first), list(second), list(first))
