# Iterators from iterators.
from itertools import (accumulate, chain, compress, count, cycle, dropwhile, filterfalse, groupby, islice, pairwise,
                       repeat, starmap, takewhile, tee, zip_longest)

print(list(islice(count(5, 2), 4)), list(islice(cycle("ab"), 5)), list(repeat("x", 3)))
print(list(chain("ab", [1, 2])), list(chain.from_iterable([[1], [2, 3]])))
print(list(accumulate([1, 2, 3, 4])), list(accumulate([3, 1, 4], max)), list(accumulate([1, 2], initial=10)))
print(list(compress("abcd", [1, 0, 1, 1])), list(dropwhile(lambda x: x < 3, [1, 3, 1])), list(takewhile(lambda x: x < 3, [1, 3, 1])))
print(list(filterfalse(lambda x: x % 2, range(6))), list(starmap(pow, [(2, 3), (3, 2)])), list(pairwise("abcd")))
print(list(zip_longest("abc", [1], fillvalue="-")), [(key, list(run)) for key, run in groupby("aaabbca")])
print([(key, sum(run)) for key, run in groupby(range(10), lambda x: x // 4)])
left, right = tee(iter(range(4)))
print(next(left), next(left), list(right), list(left))
print(list(islice("abcdefg", 2)), list(islice("abcdefg", 2, 5)), list(islice("abcdefg", 1, None, 2)))
source = iter(range(10))
print(list(islice(source, 3)), next(source))
counter = count(3)
print(next(counter), counter, count(1, 2), repeat(1, 2))
for wrong in (lambda: islice([1], -1), lambda: islice([1], 0, 1, 0), lambda: tee([1], -1)):
    try:
        wrong()
    except ValueError as error:
        print("ValueError:", error)
