class Halt(Exception):
    pass


print("x")
raise Halt
