class Log:
    def __init__(self):
        self.lines = []

    def __iadd__(self, line):
        self.lines.append(line)
        return self

    def __isub__(self, line):
        self.lines.remove(line)
        return self


class Frozen:
    def __init__(self, value):
        self.value = value

    def __add__(self, other):
        return Frozen(self.value + other)


log = same = Log()
log += "a"
log += "b"
log -= "a"
print(log.lines, log is same)
one = other = Frozen(1)
one += 5
print(one.value, other.value, one is other)
