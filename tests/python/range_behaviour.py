print(range(5), range(1, 5), range(1, 10, 3), list(range(10, 0, -3)), list(range(5, 5)), len(range(0, 100, 7)))
print(range(10)[3], range(10)[-1], range(10)[2:8:2], range(0, 10, 2)[::-1], 4 in range(0, 10, 2), 5 in range(0, 10, 2))
print(range(0, 3) == range(0, 3, 1), range(0) == range(2, 1), range(5).index(3), range(5).count(9), bool(range(0)))
print(list(reversed(range(4))), sum(range(101)), max(range(3, 9)), range(3).start, range(3).stop, range(3).step)
print(10**30 in range(10**31), len(range(10**12)))
for attempt in (lambda: range(1, 2, 0), lambda: range(2.0), lambda: range(3)[3], lambda: range()):
    try:
        attempt()
    except (ValueError, TypeError, IndexError) as error:
        print(error)
