count = 0


def add_global():
    global count, made_here
    count += 1
    made_here = "new global"


def counter():
    value = 0

    def step():
        nonlocal value
        value += 1
        return value

    return step


add_global()
add_global()
step, other = counter(), counter()
print(count, made_here, step(), step(), other())
