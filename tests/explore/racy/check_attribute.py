# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["errors"]
# ///
"""An object is replaced by None between the question and the answer."""
import threading


class Connection:
    def send(self):
        return "sent"


connection = Connection()
errors = 0


def is_open():
    return connection is not None


def sender():
    global errors
    try:
        if is_open():
            connection.send()
    except AttributeError:
        errors += 1


def closer():
    global connection
    connection = None


threads = [threading.Thread(target=target) for target in (sender, closer)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"errors={errors!r}")
