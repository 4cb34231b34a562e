from collections import Counter
from multiprocessing import Pool

TEXT = ["the cat sat", "on the mat", "the end of the cat"]


def count(line):
    return Counter(line.split())


if __name__ == "__main__":
    with Pool(2) as pool:
        total = sum(pool.map(count, TEXT), Counter())
    print(sorted(total.items()))
