import threading

for attempt in (
    lambda: threading.Thread("name"),
    lambda: threading.Thread(target=print, nothing=1),
    lambda: threading.Lock(1),
    lambda: threading.Thread().setName(),
):
    try:
        attempt()
        print("accepted")
    except (TypeError, AssertionError) as error:
        print(type(error).__name__, error)
print(threading.Thread(None, print, "given").name)
empty = threading.Thread()
empty.start()
empty.join()
print(empty.is_alive())
