class Registry:
    known = []

    def __init_subclass__(cls, label=None, **rest):
        super().__init_subclass__(**rest)
        Registry.known.append((cls.__name__, label))


class One(Registry, label="first"):
    pass


class Two(Registry):
    pass


class Single:
    instance = None

    def __new__(cls):
        if cls.instance is None:
            cls.instance = super().__new__(cls)
        return cls.instance


print(Registry.known, Single() is Single())
