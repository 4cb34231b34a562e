from multiprocessing import Pool
from multiprocessing.pool import MaybeEncodingError


def work():
    return lambda: 1


if __name__ == "__main__":
    with Pool(1) as pool:
        try:
            pool.apply(work)
        except MaybeEncodingError as error:
            print(type(error).__name__, str(error).split(":")[0])
