from concurrent.futures import ThreadPoolExecutor


def power(base, exponent=2, *, offset=0):
    return base**exponent + offset


with ThreadPoolExecutor(max_workers=3) as executor:
    futures = [executor.submit(power, 3), executor.submit(power, 2, exponent=5), executor.submit(power, 4, offset=-1)]
    for future in futures:
        print(future.result(), future.exception(), future.done(), future.running(), future.cancelled())

total = sum(future.result() for future in futures)
print("total", total)
