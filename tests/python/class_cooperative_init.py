class Named:
    def __init__(self, name, **rest):
        super().__init__(**rest)
        self.name = name


class Aged:
    def __init__(self, age, **rest):
        super().__init__(**rest)
        self.age = age


class Person(Named, Aged):
    def __init__(self, **details):
        print("making", sorted(details))
        super().__init__(**details)


person = Person(name="Ann", age=30)
print(person.name, person.age)
try:
    Person(name="Bo", age=1, size=2)
except TypeError as error:
    print(error)
