def mark(name):
    print("make", name)

    def decorate(function):
        print("apply", name)
        return function

    return decorate


@mark("outer")
@mark("inner")
def function():
    print("run")


function()
