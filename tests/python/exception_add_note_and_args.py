error = ValueError("bad", 3)
error.args += ("more",)
error.add_note("a note")
error.extra = True
print(error, repr(error), error.args, error.__notes__, error.extra)
print(ValueError() == ValueError(), str(KeyError("k")), str(KeyError("a", "b")), repr(Exception("x", 1)), str(OSError(2, "No such file")))
print(type(error.with_traceback(None)).__name__, error.__traceback__)
