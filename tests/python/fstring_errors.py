for attempt in (
    lambda: f"{'x':d}",
    lambda: f"{3.5:d}",
    lambda: f"{[1]:5}",
    lambda: f"{1:q}",
    lambda: f"{None:>5}",
    lambda: f"{'a':,}",
    lambda: format(1, ".3d"),
):
    try:
        print(attempt())
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
