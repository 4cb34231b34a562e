import operator
from operator import attrgetter, itemgetter, methodcaller


class Pupil:
    def __init__(self, name, mark):
        self.name, self.mark = name, mark


pupils = [Pupil("Cy", 2), Pupil("Ann", 3), Pupil("Bo", 2)]
print([pupil.name for pupil in sorted(pupils, key=attrgetter("mark", "name"))], sorted([(1, "b"), (0, "c")], key=itemgetter(1)))
print(itemgetter(0, 2)("abc"), methodcaller("upper")("x"), methodcaller("split", ",")("a,b"), list(map(operator.mul, [1, 2], [3, 4])))
print(operator.add(1, 2), operator.floordiv(7, 2), operator.contains([1], 1), operator.not_(0), operator.lt(1, 2), operator.neg(3), operator.truth([]))
