class Countdown:
    def __init__(self, start):
        self.current = start

    def __iter__(self):
        return self

    def __next__(self):
        if self.current <= 0:
            raise StopIteration
        self.current -= 1
        return self.current + 1


class Tree:
    def __init__(self, value, *children):
        self.value, self.children = value, children

    def __iter__(self):
        yield self.value
        for child in self.children:
            yield from child


print(list(Countdown(3)), sum(Countdown(4)), 2 in Countdown(5), max(Countdown(7)), tuple(Tree(1, Tree(2, Tree(3)), Tree(4))))
countdown = Countdown(2)
print(next(countdown), next(countdown), next(countdown, "over"), list(countdown))
a, b, c = Countdown(3)
print(a, b, c, *Countdown(2))
