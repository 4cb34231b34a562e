holder = ([1], "text")
try:
    holder[0] += [2]
except TypeError as error:
    print(error)
print(holder)
holder[0].append(3)
print(holder)
