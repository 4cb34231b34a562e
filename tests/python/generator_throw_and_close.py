def worker():
    try:
        while True:
            try:
                received = yield "ready"
                print("got", received)
            except ValueError as error:
                print("handled", error)
    finally:
        print("closing")


machine = worker()
print(next(machine))
print(machine.send(1))
print(machine.throw(ValueError("oops")))
machine.close()
machine.close()
print(next(machine, "finished"))
other = worker()
next(other)
try:
    other.throw(KeyError("unhandled"))
except KeyError as error:
    print(repr(error))
