# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["accounts", "seen"]
# ///
"""Two locks in order for a transfer; the reader holds one of them at a time."""
import threading

accounts = [2, 0]
locks = [threading.Lock(), threading.Lock()]
seen = None


def transfer():
    with locks[0]:
        with locks[1]:
            accounts[0] -= 1
            accounts[1] += 1


def reader():
    global seen
    with locks[0]:
        first = accounts[0]
    with locks[1]:
        seen = [first, accounts[1]]


threads = [threading.Thread(target=target) for target in (transfer, reader)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"accounts={accounts!r} seen={seen!r}")
