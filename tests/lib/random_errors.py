# What cannot be drawn is refused in words.
import random


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


attempt(random.choice, [])
attempt(random.randrange, 0)
attempt(random.randrange, 5, 5)
attempt(random.randrange, 1, 9, 0)
attempt(random.randrange, 1, 9, -1)
attempt(random.randint, 5, 1)
attempt(random.sample, {1, 2}, 1)
attempt(random.sample, [1], 2)
attempt(random.sample, [1, 2], -1)
attempt(random.choices, [1, 2], [0, 0])
attempt(random.choices, [1, 2], [1])
attempt(random.choices, [1], 1)
attempt(random.choices, [1, 2], weights=[1, 1], cum_weights=[1, 2])
attempt(random.gammavariate, 0, 1)
