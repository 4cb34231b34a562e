matrix = [[1, 2, 3], [4, 5, 6]]
transposed = [list(column) for column in zip(*matrix)]
product = [[sum(a * b for a, b in zip(row, column)) for column in matrix] for row in matrix]
print(transposed, product, sum(map(sum, matrix)), [cell for row in matrix for cell in row])
