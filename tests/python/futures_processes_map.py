from concurrent.futures import ProcessPoolExecutor


def is_prime(n):
    return n > 1 and all(n % d for d in range(2, int(n ** 0.5) + 1))


if __name__ == "__main__":
    numbers = [2, 4, 17, 21, 97]
    with ProcessPoolExecutor(max_workers=3) as executor:
        for number, prime in zip(numbers, executor.map(is_prime, numbers)):
            print(number, prime)
        print(list(executor.map(pow, [2, 3], [5, 2])), list(executor.map(abs, range(-5, 0), chunksize=2)))
        try:
            executor.map(abs, [1], chunksize=0)
        except ValueError as error:
            print(error)
