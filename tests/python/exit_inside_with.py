class Door:
    def __enter__(self):
        print("open")
        return self

    def __exit__(self, kind, value, trace):
        print("close", kind.__name__, value.code)


with Door():
    raise SystemExit(9)
