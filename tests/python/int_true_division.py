print(7 / 2, -7 / 2, 6 / 3, 1 / 3)
print(10**30 / 10**28, 2**60 / 3)
print(True / 2)
try:
    print(1 / 0)
except ZeroDivisionError as error:
    print(error)
for attempt in (lambda: 1 // 0, lambda: 1 % 0, lambda: 1.0 / 0, lambda: 1.0 // 0, lambda: divmod(1, 0)):
    try:
        attempt()
    except ZeroDivisionError as error:
        print(error)
