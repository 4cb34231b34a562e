from multiprocessing import Pool


class Refused(Exception):
    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason


def work(x):
    if x == 3:
        raise Refused("three")
    return x


if __name__ == "__main__":
    with Pool(2) as pool:
        try:
            pool.map(work, range(5))
        except Refused as error:
            print(repr(error), error.reason, type(error.__cause__).__name__)
            lines = str(error.__cause__).strip().splitlines()
            print(lines[0], lines[1], lines[-2], lines[-1])
        iterator = pool.imap(work, range(5))
        seen = []
        while True:
            try:
                seen.append(next(iterator))
            except StopIteration:
                break
            except Refused as error:
                seen.append(str(error))
        print(seen)
        try:
            pool.apply(lambda: 1)
        except Exception as error:
            print(type(error).__name__)
        print(pool.apply(work, (1,)))
