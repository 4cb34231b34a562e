from multiprocessing import Process


def show(*args, **kwargs):
    print(args, sorted(kwargs.items()))


if __name__ == "__main__":
    local = "closed over"
    for p in (
        Process(target=show, args=(1, [2]), kwargs={"a": 3, "b": None}),
        Process(target=lambda: print(local)),
        Process(target=show, args="ab"),
        Process(),
    ):
        p.start()
        p.join()
        print(p.exitcode)
