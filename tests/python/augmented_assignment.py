number, text, items = 10, "a", [1]
number += 5
number -= 3
number *= 4
number //= 5
number **= 2
number %= 7
number /= 2
text += "b"
text *= 3
items += (2, 3)
items *= 2
print(number, text, items)
table = {"n": 1}
table["n"] += 1
items[0] += 100
items[1:3] += ["x"]
print(table, items)
