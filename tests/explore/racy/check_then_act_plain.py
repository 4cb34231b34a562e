# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["balance"]
# ///
"""The same, and nothing is called in between."""
import threading

balance = 1


def worker():
    global balance
    if balance >= 1:
        balance -= 1


threads = [threading.Thread(target=worker) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"balance={balance!r}")
