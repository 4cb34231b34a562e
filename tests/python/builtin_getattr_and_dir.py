class Thing:
    colour = "red"

    def act(self):
        return "acted"


thing = Thing()
print(getattr(thing, "colour"), getattr(thing, "act")(), getattr(thing, "none", None), hasattr(thing, "act"))
print([name for name in dir(thing) if not name.startswith("_")], vars(thing), "append" in dir([]))
for name in ("upper", "title"):
    print(getattr("some words", name)())
try:
    getattr(thing, "weight")
except AttributeError as error:
    print(error, error.name, error.obj is thing)
