# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["taken", "errors"]
# ///
"""A generator that is already running raises ValueError."""
import threading

taken = 0
errors = 0


def numbers():
    for number in range(2):
        pause()
        yield number


def pause():
    pass


source = numbers()


def worker():
    global taken, errors
    try:
        next(source)
        taken += 1
    except ValueError:
        errors += 1


threads = [threading.Thread(target=worker) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"taken={taken!r} errors={errors!r}")
