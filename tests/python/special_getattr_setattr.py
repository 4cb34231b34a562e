class Recorder:
    def __init__(self):
        super().__setattr__("values", {})

    def __getattr__(self, name):
        if name in self.values:
            return self.values[name]
        raise AttributeError(f"nothing called {name}")

    def __setattr__(self, name, value):
        print("set", name, value)
        self.values[name] = value

    def __delattr__(self, name):
        print("delete", name)
        del self.values[name]


thing = Recorder()
thing.x = 1
thing.x += 1
print(thing.x, getattr(thing, "y", "default"), hasattr(thing, "x"))
del thing.x
try:
    thing.x
except AttributeError as error:
    print(error)
