def greet(name, greeting="Hello", *, mark="!"):
    return f"{greeting}, {name}{mark}"


print(greet("Ann"), greet("Bo", "Hi"), greet("Cy", mark="?"), greet(greeting="Hey", name="Di"))


def collect(item, bag=[]):
    bag.append(item)
    return bag


print(collect(1), collect(2), collect(3, []), collect.__defaults__)
