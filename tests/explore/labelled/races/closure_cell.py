# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A variable of a closure counted by two threads"
# topic = "races"
# watch = ["total"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { total = [1, 2] }
# verdicts = ["data-race"]
# ///
"""`nonlocal` does not make a variable private: both threads share its cell."""
from threading import Thread


def make_counter():
    value = 0

    def add():
        nonlocal value
        value += 1

    def read():
        return value

    return add, read


add, read = make_counter()
threads = [Thread(target=add) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
total = read()
