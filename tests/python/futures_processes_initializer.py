from concurrent.futures import ProcessPoolExecutor

base = 0


def prepare(value):
    global base
    base = value


def add(x):
    return base + x


if __name__ == "__main__":
    with ProcessPoolExecutor(2, initializer=prepare, initargs=(50,)) as executor:
        print(list(executor.map(add, range(3))))
