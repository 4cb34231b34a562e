part = slice(1, 8, 2)
print(part, part.start, part.stop, part.step, part.indices(5), list(range(10))[part], "abcdefghij"[part])
print(slice(None, 3), slice(4) == slice(None, 4, None), list(range(10))[slice(-3, None)])


class Probe:
    def __getitem__(self, key):
        return key


probe = Probe()
print(probe[1], probe[1:2], probe[::3], probe[1, 2:3], probe[..., None], probe["k"])
