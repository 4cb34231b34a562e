from multiprocessing import Pipe, Process


def merge(left, right):
    merged = []
    while left and right:
        merged.append((left if left[0] <= right[0] else right).pop(0))
    return merged + left + right


def sort(items, connection, depth):
    if len(items) <= 1 or depth == 0:
        connection.send(sorted(items))
    else:
        middle = len(items) // 2
        halves = []
        for half in (items[:middle], items[middle:]):
            here, there = Pipe(False)
            p = Process(target=sort, args=(half, there, depth - 1))
            p.start()
            halves.append((here, p))
        connection.send(merge(*[here.recv() for here, _ in halves]))
        for _, p in halves:
            p.join()
    connection.close()


if __name__ == "__main__":
    here, there = Pipe(False)
    p = Process(target=sort, args=([5, 2, 9, 1, 7, 3, 8], there, 2))
    p.start()
    print(here.recv())
    p.join()
