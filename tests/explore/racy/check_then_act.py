# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["balance", "refused"]
# ///
"""Both check the balance before either takes from it."""
import threading

balance = 1
refused = 0


def pause():
    pass


def worker():
    global balance, refused
    if balance >= 1:
        pause()
        balance -= 1
    else:
        refused += 1


threads = [threading.Thread(target=worker) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"balance={balance!r} refused={refused!r}")
