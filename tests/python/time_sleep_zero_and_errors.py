import time

time.sleep(0)
time.sleep(0.001)
for value in (-1, "x", None):
    try:
        time.sleep(value)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
print(time.sleep(True * 0))
