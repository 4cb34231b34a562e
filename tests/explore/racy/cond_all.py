# /// script
# requires-python = ">=3.9"
#
# [tool.racewalk]
# watch = ["order"]
# ///
"""All who wait are woken, and go on in some order."""
import threading

order = []
open_ = False
door = threading.Condition()


def guest(me):
    with door:
        while not open_:
            door.wait()
        order.append(me)


def host():
    global open_
    with door:
        open_ = True
        door.notify_all()
        order.append("host")


threads = [threading.Thread(target=guest, args=(number,)) for number in range(2)]
threads.append(threading.Thread(target=host))
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"order={order!r}")
