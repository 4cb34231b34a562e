from concurrent.futures import ThreadPoolExecutor


def inverse(number):
    return 1 / number


with ThreadPoolExecutor(2) as executor:
    results = executor.map(inverse, [4, 2, 0, 1])
    print(next(results), next(results))
    try:
        next(results)
    except ZeroDivisionError as error:
        print("error:", error)
    print(list(results))
