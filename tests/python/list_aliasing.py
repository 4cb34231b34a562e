row = [0] * 3
grid = [row] * 2
grid[0][1] = 5
print(grid, grid[0] is grid[1])
grid = [[0] * 3 for _ in range(2)]
grid[0][1] = 5
print(grid)
a = b = [1]
b += [2]
print(a, a is b)
b = b + [3]
print(a, b)
