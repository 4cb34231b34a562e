class Animal:
    def __init__(self, name):
        self.name = name

    def speak(self):
        return "..."

    def describe(self):
        return f"{self.name} says {self.speak()}"


class Cat(Animal):
    def speak(self):
        return "meow"


class Kitten(Cat):
    def __init__(self, name, age):
        super().__init__(name)
        self.age = age

    def speak(self):
        return super().speak() + "!" * self.age


for animal in (Animal("Thing"), Cat("Tom"), Kitten("Kit", 3)):
    print(animal.describe(), isinstance(animal, Cat), [cls.__name__ for cls in type(animal).__mro__])
print(issubclass(Kitten, Animal), issubclass(Cat, Kitten), Kitten.__bases__[0].__name__, Cat.__base__ is Animal)
