from multiprocessing.pool import ThreadPool


def careful(number):
    if number % 3 == 2:
        raise ValueError(f"not {number}")
    return number


def endless():
    yield 0
    raise KeyError("the source ran dry")


with ThreadPool(2) as pool:
    for attempt in (
        lambda: pool.apply(careful, (2,)),
        lambda: pool.map(careful, range(4)),
        lambda: pool.map(careful, endless()),
        lambda: list(pool.imap(careful, endless())),
        lambda: pool.starmap(careful, [3]),
        lambda: pool.map(careful, 3),
        lambda: pool.apply("not a function"),
    ):
        try:
            print(attempt())
        except Exception as error:
            print(type(error).__name__, error)
    results = pool.imap(careful, range(4))
    while True:
        try:
            print(next(results))
        except ValueError as error:
            print("failed:", error)
        except StopIteration:
            break
    result = pool.apply_async(careful, (5,))
    result.wait()
    print(result.ready(), result.successful())
