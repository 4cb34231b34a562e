number = 5


def function(argument):
    local = 1
    return sorted(locals())


print(function(0), globals()["number"], "function" in globals())
made = 7
print(made, __name__, sorted(name for name in globals() if not name.startswith("__")))
