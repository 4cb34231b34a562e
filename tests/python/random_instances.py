import random

first, second = random.Random(5), random.Random(5)
print(first.random() == second.random(), first.randint(1, 100), first.choice("abc"))
state = first.getstate()
once = [first.random() for _ in range(3)]
first.setstate(state)
print(once == [first.random() for _ in range(3)], second.randint(1, 100))


class Loaded(random.Random):
    def random(self):
        return 0.5


print(Loaded().uniform(0, 10))
