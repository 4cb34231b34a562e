late = [lambda: index for index in range(3)]
early = [lambda index=index: index for index in range(3)]
print([f() for f in late], [f() for f in early])
functions = []
for number in range(3):
    def power(base):
        return base**number

    functions.append(power)
print([f(2) for f in functions])
number = 5
print(functions[0](2))
