first, *rest = [1, 2, 3]
*start, last = "abc"
head, *middle, tail = range(5)
only, *nothing = (9,)
print(first, rest, start, last, head, middle, tail, only, nothing)
print([*range(3), *"ab"], (*[1], 2), {*[1, 2], *[2, 3]}, {**{"a": 1}, "b": 2}, [*{}, *()])
(a, *b), c = [1, 2, 3], 4
print(a, b, c, *[5, 6], sep="/")
