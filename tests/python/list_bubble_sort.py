def bubble_sort(items):
    swaps = 0
    for end in range(len(items) - 1, 0, -1):
        for index in range(end):
            if items[index] > items[index + 1]:
                items[index], items[index + 1] = items[index + 1], items[index]
                swaps += 1
    return swaps


numbers = [5, 2, 9, 1, 5, 6]
print(bubble_sort(numbers), numbers)
