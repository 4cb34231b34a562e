for target in (4, 9):
    for number in range(6):
        if number == target:
            print("found", number)
            break
    else:
        print("not found", target)
count = 3
while count:
    count -= 1
    if count == 1:
        continue
    print("count", count)
else:
    print("ended by its condition")
for _ in []:
    pass
else:
    print("empty loop also gets else")
print(number)
