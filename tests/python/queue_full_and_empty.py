import queue

small = queue.Queue(1)
small.put("x")
for attempt in (
    lambda: small.put("y", block=False),
    lambda: small.put_nowait("y"),
    lambda: small.put("y", timeout=0.01),
    lambda: (small.get(), small.get_nowait()),
    lambda: small.get(False),
    lambda: small.get(timeout=0.01),
    lambda: small.get(timeout=-1),
    lambda: small.put("z", timeout=-1) or small.get(timeout=-1),
):
    try:
        print(attempt())
    except (queue.Full, queue.Empty, ValueError) as error:
        print(type(error).__name__, error)
