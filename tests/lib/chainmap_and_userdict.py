# Mappings made of mappings.
from collections import ChainMap, UserDict

settings = ChainMap({"colour": "red"}, {"colour": "blue", "size": 3})
print(settings, settings["colour"], settings["size"], list(settings), len(settings), dict(settings))
print("size" in settings, settings.get("none"), settings.parents, settings.new_child({"q": 1}))
settings["extra"] = 1
print(settings.maps, settings.pop("extra"))
for wrong in (lambda: settings["nope"], lambda: settings.pop("size")):
    try:
        wrong()
    except KeyError as error:
        print("KeyError:", error)


class Doubling(UserDict):
    def __setitem__(self, key, value):
        super().__setitem__(key, value * 2)


doubled = Doubling(a=1)
doubled["b"] = 2
doubled.update(c=3)
print(doubled, list(doubled.items()), doubled.pop("a"), len(doubled), doubled.data)
