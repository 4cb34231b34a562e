import time
from concurrent.futures import ThreadPoolExecutor


def risky(number):
    time.sleep(number / 20)
    if number == 2:
        raise ValueError(f"cannot do {number}")
    print("did", number)
    return number


with ThreadPoolExecutor(2) as executor:
    for result in executor.map(risky, [1, 2, 3, 4, 5, 6]):
        print("result", result)
print("never printed")
