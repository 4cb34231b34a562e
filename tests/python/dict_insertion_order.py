ages = {"zoe": 30, "adam": 25}
ages["mia"] = 41
ages["zoe"] = 31
del ages["adam"]
ages["adam"] = 26
print(ages, list(ages), list(ages.values()), list(ages.items()), list(reversed(ages)))
print({1: "a", 2: "b"} == {2: "b", 1: "a"}, len(ages), "mia" in ages)
