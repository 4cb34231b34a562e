"""How long calls take.

Left out: statements given as text, which would have to be compiled while the program runs; give a function.
"""

import time

default_timer = time.perf_counter
default_number = 1_000_000
default_repeat = 5


def _call_of(statement, what):
    if callable(statement):
        return statement
    if statement == "pass":
        return lambda: None
    if isinstance(statement, str):
        raise NotImplementedError(f"timeit with {what} as text is not supported: give a function")
    raise ValueError(f"{what} is neither a string nor callable")


class Timer:
    def __init__(self, stmt="pass", setup="pass", timer=default_timer, globals=None):
        self._statement = _call_of(stmt, "stmt")
        self._setup = _call_of(setup, "setup")
        self.timer = timer

    def timeit(self, number=default_number):
        """The time `number` calls take, in seconds."""
        self._setup()
        statement = self._statement
        start = self.timer()
        for _ in range(number):
            statement()
        return self.timer() - start

    def repeat(self, repeat=default_repeat, number=default_number):
        return [self.timeit(number) for _ in range(repeat)]

    def autorange(self, callback=None):
        """(number, time) for the first of 1, 2, 5, 10, 20, … that takes a fifth of a second."""
        scale = 1
        while True:
            for factor in (1, 2, 5):
                number = scale * factor
                taken = self.timeit(number)
                if callback:
                    callback(number, taken)
                if taken >= 0.2:
                    return number, taken
            scale *= 10


def timeit(stmt="pass", setup="pass", timer=default_timer, number=default_number, globals=None):
    return Timer(stmt, setup, timer).timeit(number)


def repeat(stmt="pass", setup="pass", timer=default_timer, repeat=default_repeat, number=default_number, globals=None):
    return Timer(stmt, setup, timer).repeat(repeat, number)
