from concurrent.futures import ThreadPoolExecutor

with ThreadPoolExecutor(2, "fetch") as fetchers, ThreadPoolExecutor(2, "parse") as parsers:
    pages = [fetchers.submit("page {}".format, number) for number in range(4)]
    parsed = [parsers.submit(lambda page: page.result().split()[1], page) for page in pages]
    print([future.result() for future in parsed])
    nested = fetchers.submit(lambda: parsers.submit(sum, [1, 2, 3]).result() + 1)
    print(nested.result())
