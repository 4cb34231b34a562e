def middle():
    print("middle asked")
    return 5


print(1 < middle() < 10, 10 < middle() < 1, 1 < 2 < 3 < 4, 1 < 3 > 2, 1 == 1.0 == True)
print(3 > 2 == True, (3 > 2) == True, 1 in [1, 2] == True, None is None is None)
x = 7
print(0 <= x < 10, not 0 <= x < 5, x == 7 != 8)
