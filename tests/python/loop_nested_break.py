found = None
for a in range(1, 20):
    for b in range(a, 20):
        c = (a * a + b * b) ** 0.5
        if c == int(c) and c > 15:
            found = (a, b, int(c))
            break
    if found:
        break
print(found)
total = 0
while True:
    total += 1
    if total % 2:
        continue
    if total > 6:
        break
    print(total)
