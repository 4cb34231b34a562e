class Base:
    def hello(self):
        return ["Base"]


class Left(Base):
    def hello(self):
        return ["Left"] + super().hello()


class Right(Base):
    def hello(self):
        return ["Right"] + super().hello()


class Bottom(Left, Right):
    def hello(self):
        return ["Bottom"] + super().hello()


print(Bottom().hello(), [cls.__name__ for cls in Bottom.mro()])
print(super(Left, Bottom()).hello())
try:
    class Wrong(Base, Left):
        pass
except TypeError as error:
    print(str(error).split("\n")[0])
