print(isinstance(1, int), isinstance(1, (str, int)), isinstance(True, int), isinstance(1, float), isinstance([], object))
print(isinstance(1, int | str), issubclass(bool, int), issubclass(int, (str, object)), type(1) == int, type(type) is type)
print(callable(len), callable(5), callable(lambda: 0), callable(int), isinstance(print, type(len)), isinstance(int, type))
