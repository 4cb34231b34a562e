from multiprocessing.pool import ThreadPool


def square(number):
    return number * number


with ThreadPool(4) as pool:
    print(pool.map(square, range(10)))
    print(pool.map(square, range(10), chunksize=3))
    print(pool.map(square, iter([1, 2])), pool.map(square, []))
    print(pool.starmap(pow, [(2, 3), (3, 2)]))
    print(pool.apply(divmod, (17, 5)), pool.apply(int, ("ff",), {"base": 16}))
    print(pool.map_async(square, [3]).get(), pool.starmap_async(max, [(1, 2), (4, 3)]).get())
