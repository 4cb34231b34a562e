text = "naïve €"
data = text.encode()
print(data, len(text), len(data), data.decode() == text)
print(text.encode("latin-1", "replace"), "abc".encode("ascii"), text.encode("ascii", "ignore"))
try:
    text.encode("ascii")
except UnicodeEncodeError as error:
    print(error)
try:
    b"\xff\xfe".decode("utf-8")
except UnicodeDecodeError as error:
    print(error)
