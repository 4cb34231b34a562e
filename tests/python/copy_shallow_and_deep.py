import copy


class Node:
    def __init__(self, value):
        self.value, self.children = value, []


original = {"list": [1, [2]], "tuple": (1, [3])}
shallow, deep = copy.copy(original), copy.deepcopy(original)
original["list"][1].append("changed")
print(shallow, deep, shallow["list"] is original["list"], deep["tuple"] is original["tuple"])
root = Node(1)
root.children.append(root)
twin = copy.deepcopy(root)
print(twin.children[0] is twin, twin is not root, copy.copy(root).children is root.children)
items = [1]
both = [items, items]
copied = copy.deepcopy(both)
print(copied[0] is copied[1], copied[0] is items, copy.copy((1, 2)), copy.deepcopy({1, 2}))
