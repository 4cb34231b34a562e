def shadow():
    len = lambda value: "shadowed"
    return len([1, 2])


print(shadow(), len([1, 2]))
list_ = list
print(list_("ab"))
max = lambda *values: "mine"
print(max(1, 2))
del max
print(max(1, 2))
