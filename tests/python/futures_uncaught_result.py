from concurrent.futures import ThreadPoolExecutor


def fail():
    raise ValueError("from the pool")


with ThreadPoolExecutor(1) as executor:
    future = executor.submit(fail)
    print("submitted")
future.result()
print("never")
