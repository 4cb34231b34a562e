class Stack(list):
    def push(self, item):
        self.append(item)
        return self

    def peek(self):
        return self[-1]


class Default(dict):
    def __missing__(self, key):
        return f"<{key}>"


class Upper(str):
    def shout(self):
        return self.upper() + "!"


class Celsius(float):
    pass


stack = Stack([1]).push(2)
print(stack, stack.peek(), len(stack), isinstance(stack, list), Default(a=1)["a"], Default()["b"], "b" in Default())
print(Upper("hey").shout(), Celsius(2.5) + 1, type(Celsius(1)).__name__, type(Upper("a") + "b").__name__)
