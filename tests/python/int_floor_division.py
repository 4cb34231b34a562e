for left, right in [(7, 2), (-7, 2), (7, -2), (-7, -2), (0, 5), (6, 3)]:
    print(left, "//", right, "=", left // right, " %", left % right, " divmod", divmod(left, right))
print(10**20 // 7, -(10**20) // 7, 10**20 % -7)
print(7 // 2.0, -7 // 2.0, 7 % -3.5)
