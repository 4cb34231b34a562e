# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["value"]
# ///
"""A property computes between the read and the write."""
import threading


class Account:
    def __init__(self):
        self.cents = 0

    @property
    def balance(self):
        return self.cents

    @balance.setter
    def balance(self, cents):
        self.cents = cents


account = Account()


def worker():
    account.balance += 1


threads = [threading.Thread(target=worker) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
value = account.cents
print(f"value={value!r}")
