for number in (0, 1, 255, 256, -256, 2**64, 10**30):
    print(number, number.bit_length(), number.bit_count())
print((1024).to_bytes(2, "big"), (1024).to_bytes(4, "little"), (-2).to_bytes(2, "big", signed=True))
print(int.from_bytes(b"\x04\x00", "big"), int.from_bytes(b"\xff\xfe", "big", signed=True))
print((7).numerator, (7).denominator, (7).conjugate(), (5).real)
