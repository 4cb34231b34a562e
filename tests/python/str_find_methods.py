text = "banana"
print(text.find("an"), text.rfind("an"), text.find("x"), text.find("an", 2), text.find("a", 2, 3))
print(text.index("n"), text.rindex("n"), text.count("a"), text.count("ana"), text.count(""))
print(text.startswith("ban"), text.endswith(("na", "x")), text.startswith("an", 1), "" in text, "nan" in text)
try:
    text.index("q")
except ValueError as error:
    print(error)
