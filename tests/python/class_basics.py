class Dog:
    kind = "canine"
    count = 0

    def __init__(self, name):
        self.name = name
        Dog.count += 1

    def speak(self, times=1):
        return f"{self.name}: " + "woof " * times


rex, fido = Dog("Rex"), Dog("Fido")
rex.kind = "good boy"
print(rex.speak(), fido.speak(2), Dog.count, rex.kind, fido.kind, Dog.kind)
print(Dog.speak(rex), rex.__dict__, type(rex) is Dog, Dog.__name__, rex.__class__.__name__, isinstance(rex, Dog))
