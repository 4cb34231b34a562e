from dataclasses import asdict, astuple, dataclass, field, fields, replace


@dataclass
class Item:
    name: str
    price: float = 1.0
    tags: list = field(default_factory=list)

    def total(self, count):
        return self.price * count


a, b = Item("pen"), Item("pen", 1.0, [])
a.tags.append("blue")
print(a, b, a == b, Item("pen") == b, a.total(3), replace(a, name="ink"), asdict(a), astuple(b))
print([one.name for one in fields(Item)], Item.__name__)
for attempt in (lambda: Item(), lambda: Item("a", 1, [], 4), lambda: a < b, lambda: hash(a)):
    try:
        attempt()
    except TypeError as error:
        print(error)
