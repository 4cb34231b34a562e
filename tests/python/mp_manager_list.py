from multiprocessing import Manager, Process


def extend(items, number):
    items.append(number)


if __name__ == "__main__":
    manager = Manager()
    items = manager.list([3, 1])
    processes = [Process(target=extend, args=(items, number)) for number in (7, 5)]
    for p in processes:
        p.start()
    for p in processes:
        p.join()
    items.sort()
    print(items, items[0], items[1:3], len(items), 5 in items, items.index(5), items.count(1))
    items += [9]
    items.reverse()
    print(items, items.pop(), items + [0], [x for x in items])
    items[0] = "nine"
    print(list(items), repr(items).split(" at ")[0])
    try:
        items[99]
    except IndexError as error:
        print(error)
    manager.shutdown()
    try:
        manager.list()
    except AssertionError as error:
        print(error)
