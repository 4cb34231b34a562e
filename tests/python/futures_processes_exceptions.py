from concurrent.futures import ProcessPoolExecutor


def fail(x):
    raise KeyError(x)


if __name__ == "__main__":
    with ProcessPoolExecutor(1) as executor:
        future = executor.submit(fail, "k")
        print(repr(future.exception()), type(future.exception().__cause__).__name__)
        lines = str(future.exception().__cause__).strip().splitlines()
        print(lines[0], lines[1], lines[-2], lines[-1])
        try:
            executor.submit(lambda: 1).result()
        except Exception as error:
            print(type(error).__name__)
        print(executor.submit(abs, -1).result())
