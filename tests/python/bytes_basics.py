data = b"hello\x00\xff\n"
print(data, len(data), data[0], data[-1], data[1:4], list(data[:3]))
print(bytes(3), bytes([65, 66]), b"a" + b"b", b"ab" * 2, b"a" < b"b", b"ell" in data, 104 in data)
print(data.hex(), bytes.fromhex("48 69"), b"x".upper(), b"it's", b'"')
try:
    bytes([256])
except ValueError as error:
    print(error)
try:
    b"a" + "b"
except TypeError as error:
    print(error)
