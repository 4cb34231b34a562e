text = "abcdefgh"
print(text[2], text[-1], text[2:5], text[:3], text[5:], text[::2], text[::-1], text[-3:-1], text[10:], text[5:2])
print(text[6:1:-2], text[-100:3], text[::-3])
try:
    text[8]
except IndexError as error:
    print(error)
try:
    text["a"]
except TypeError as error:
    print(error)
try:
    text[0] = "x"
except TypeError as error:
    print(error)
