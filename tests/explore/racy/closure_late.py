# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["seen"]
# ///
"""A closure sees what its variable has become."""
import threading

seen = []


def start():
    def worker():
        seen.append(number)

    threads = []
    for number in range(3):
        thread = threading.Thread(target=worker)
        threads.append(thread)
        thread.start()
    for thread in threads:
        thread.join()


start()
print(f"seen={seen!r}")
