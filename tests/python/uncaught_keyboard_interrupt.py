print("pretending to be interrupted")
try:
    raise KeyboardInterrupt
except KeyboardInterrupt as error:
    print("caught", repr(error), isinstance(error, Exception), isinstance(error, BaseException))
raise StopIteration("at top level")
