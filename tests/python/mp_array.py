from multiprocessing import Array, RawArray

if __name__ == "__main__":
    a = Array("i", 4)
    print(a[:], len(a), list(a))
    a[0], a[-1] = 5, 7
    a[1:3] = [8, 9]
    print(a[:], a[::2], a[::-1], a[1:1], sum(a))
    for function in (lambda: a[4], lambda: a.__setitem__(9, 1), lambda: a.__setitem__(slice(0, 2), [1])):
        try:
            function()
        except (IndexError, ValueError) as error:
            print(type(error).__name__, error)
    b = Array("d", [1, 2.5])
    print(b[:], b.get_obj()[1])
    with b.get_lock():
        b[0] += 1
    with b:
        b[1] *= 2
    print(b[:])
    r = RawArray("h", range(5))
    print(list(r), r[1:3], len(r))
    print(Array("i", range(3), lock=False)[:])
