print((2.0).is_integer(), (2.5).is_integer(), (0.75).as_integer_ratio(), (-2.5).as_integer_ratio())
print((255.5).hex(), float.fromhex("0x1.8p+1"), (0.1).hex())
print((1.5).conjugate(), (1.5).real, (1.5).imag)
try:
    int(float("nan"))
except ValueError as error:
    print(error)
try:
    int(float("inf"))
except OverflowError as error:
    print(error)
