# Shallow and deep.
import copy
import threading
from collections import OrderedDict, defaultdict, deque


class Node:
    def __init__(self, value):
        self.value = value
        self.next = None


class Special:
    def __copy__(self):
        return "copied"

    def __deepcopy__(self, memo):
        return "deeply"


class Box(list):
    pass


nested = [1, [2, 3], {"a": [4]}, (5, [6])]
shallow, deep = copy.copy(nested), copy.deepcopy(nested)
nested[1].append("x")
nested[2]["a"].append("y")
nested[3][1].append("z")
print(shallow, deep)
node = Node([1])
node.next = node
twin = copy.deepcopy(node)
print(twin.next is twin, twin.value, twin.value is node.value, copy.copy(node).value is node.value)
shared = [0]
pair = copy.deepcopy([shared, shared])
print(pair[0] is pair[1], pair[0] is shared)
loop = [1]
loop.append(loop)
print(copy.deepcopy(loop)[1][1][0])
print(copy.copy(Special()), copy.deepcopy([Special()]))
box = Box([1, [2]])
box.label = ["here"]
twin = copy.deepcopy(box)
print(type(twin).__name__, twin, twin.label, twin.label is box.label, copy.copy(box)[1] is box[1])
print(copy.deepcopy(deque([1, [2]], 5)), copy.deepcopy(defaultdict(list, a=[1])), copy.deepcopy(OrderedDict(a=[1])))
fixed = (1, (2, "x"))
print(copy.deepcopy(fixed) is fixed, copy.copy(5), copy.deepcopy(len) is len, copy.deepcopy({1, 2}), copy.copy({"a": 1}))


class Guarded:
    def __init__(self):
        self.lock = threading.Lock()


for wrong in (lambda: copy.deepcopy(Guarded()), lambda: copy.copy(threading.Lock()), lambda: copy.deepcopy([threading.RLock()])):
    try:
        wrong()
    except TypeError as error:
        print("TypeError:", error)
print(copy.copy(Guarded()).lock.locked())
