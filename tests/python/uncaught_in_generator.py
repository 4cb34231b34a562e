def numbers():
    yield 1
    raise RuntimeError("in the generator")


for number in numbers():
    print(number)
