def queens(size, row=0, placed=()):
    if row == size:
        yield placed
        return
    for column in range(size):
        if all(column != c and abs(column - c) != row - r for r, c in enumerate(placed)):
            yield from queens(size, row + 1, placed + (column,))


print(list(queens(4)), sum(1 for _ in queens(6)))
for column in next(queens(8)):
    print("." * column + "Q" + "." * (7 - column))
