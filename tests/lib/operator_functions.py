# Operators as functions.
import operator

print(operator.add(1, 2), operator.sub(5, 2), operator.mul(3, 4), operator.truediv(7, 2), operator.floordiv(7, 2))
print(operator.mod(7, 3), operator.pow(2, 5), operator.neg(3), operator.abs(-3), operator.invert(5), operator.xor(6, 3))
print(operator.lt(1, 2), operator.eq(1, 1.0), operator.not_(0), operator.truth([]), operator.is_(None, None))
print(operator.contains([1, 2], 2), operator.getitem("abc", 1), operator.concat([1], [2]), operator.countOf([1, 1, 2], 1), operator.indexOf("abc", "c"))
people = [{"name": "Bob", "age": 30}, {"name": "Ann", "age": 25}]
print(sorted(people, key=operator.itemgetter("age")), operator.itemgetter("name", "age")(people[0]))
print(sorted([(1, "b"), (2, "a")], key=operator.itemgetter(1)), operator.attrgetter("real", "imag")(5))
print(operator.methodcaller("split", ",")("a,b"), operator.methodcaller("replace", "a", "o")("banana"), operator.itemgetter(1, 2))
items = [1, 2, 3]
operator.setitem(items, 0, 9)
operator.delitem(items, 1)
print(items, operator.iadd([1], [2]), list(map(operator.mul, [1, 2], [3, 4])))
