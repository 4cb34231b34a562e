from concurrent.futures import ThreadPoolExecutor


class OutOfStock(Exception):
    def __init__(self, item):
        super().__init__(f"no {item} left")
        self.item = item


def buy(item):
    if item == "pear":
        raise OutOfStock(item)
    return item.upper()


with ThreadPoolExecutor(2) as executor:
    good = executor.submit(buy, "apple")
    bad = executor.submit(buy, "pear")
    print(good.result(), good.exception())
    error = bad.exception()
    print(type(error).__name__, error, error.item)
    try:
        bad.result()
    except OutOfStock as again:
        print("raised", again, again is error)
    print(bad.done(), bad.cancelled())
    wrong = executor.submit(buy)
    try:
        wrong.result()
    except TypeError as error:
        print(error)
