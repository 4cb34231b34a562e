a = 1; b = 2; print(a + b)
total = 1 + \
    2
if a: print("one line")
values = [
    1,
    2,  # a comment
]
print(total, values); print("done")
while a < 3: a += 1
print(a)
