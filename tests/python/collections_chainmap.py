from collections import ChainMap

defaults, user = {"colour": "red", "size": 1}, {"colour": "blue"}
settings = ChainMap(user, defaults)
print(settings["colour"], settings["size"], sorted(settings), len(settings), settings.get("none"))
settings["size"] = 9
print(user, defaults, settings.new_child({"x": 1})["x"], settings.parents["colour"])
