line = b"GET /index HTTP"
print(line.split(), line.find(b"/"), line.replace(b"GET", b"PUT"), line.startswith(b"GET"))
print(b",".join([b"a", b"b"]), b" x ".strip(), line.lower(), line.partition(b" "), b"abc".center(7, b"-"))
print(hash(b"a") == hash(b"a"), {b"key": 1}[b"key"], b"a" == "a", b"".join([]), bool(b""))
