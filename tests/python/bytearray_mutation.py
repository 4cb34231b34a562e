buffer = bytearray(b"abc")
buffer[0] = 65
buffer.append(100)
buffer.extend(b"ef")
del buffer[1]
print(buffer, len(buffer), bytes(buffer), buffer == b"Acdef")
buffer[1:3] = b"--"
buffer += b"!"
print(buffer, buffer.pop(), buffer.decode())
