error = "before"
try:
    raise ValueError("x")
except ValueError as error:
    kept = error
try:
    print(error)
except NameError as missing:
    print(missing)
print(kept, type(kept).__name__)
