import time
from concurrent.futures import ThreadPoolExecutor


def slow_square(number):
    time.sleep((5 - number) * 0.01)
    return number * number


with ThreadPoolExecutor(5) as executor:
    print(list(executor.map(slow_square, range(5))))
    print(list(executor.map(pow, [2, 3, 4], [5, 2, 3, 99])))
    print(list(executor.map(slow_square, [])))
    print(list(executor.map(str.upper, ["a", "b"], timeout=5, chunksize=2)))
    for word, length in zip(["one", "three"], executor.map(len, ["one", "three"])):
        print(word, length)
