import threading


def merge_sort(items, depth=0):
    if len(items) <= 1:
        return items
    middle = len(items) // 2
    halves = {}

    def sort(name, part):
        halves[name] = merge_sort(part, depth + 1)

    if depth < 2:
        threads = [threading.Thread(target=sort, args=job) for job in (("left", items[:middle]), ("right", items[middle:]))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    else:
        sort("left", items[:middle])
        sort("right", items[middle:])
    left, right, merged = halves["left"], halves["right"], []
    while left and right:
        merged.append((left if left[0] <= right[0] else right).pop(0))
    return merged + left + right


print(merge_sort([9, 3, 7, 1, 8, 2, 6, 5, 4, 0, 3]))
