class Greeter:
    def __init__(self, name):
        self.name = name

    def greet(self, other="you"):
        return f"{self.name} greets {other}"


ann = Greeter("Ann")
method = ann.greet
ann.name = "Anna"
print(method(), method("Bo"), method.__self__ is ann, method.__func__ is Greeter.greet, ann.greet == ann.greet)
ann.greet = lambda: "replaced"
print(ann.greet(), Greeter("Cy").greet())
print(list(map(Greeter("Map").greet, ["x", "y"])))
