class Bag:
    pass


bag = Bag()
bag.size = 3
setattr(bag, "colour", "red")
Bag.weigh = lambda self: self.size * 2
print(bag.weigh(), getattr(bag, "colour"), getattr(bag, "none", "default"), hasattr(bag, "size"), vars(bag))
delattr(bag, "size")
print(hasattr(bag, "size"))
for attempt in (lambda: bag.size, lambda: delattr(bag, "size"), lambda: Bag.missing, lambda: (5).x, lambda: setattr(5, "x", 1)):
    try:
        attempt()
    except AttributeError as error:
        print(error)
