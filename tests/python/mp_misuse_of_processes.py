from multiprocessing import Process


def attempt(words, function):
    try:
        print(words, function())
    except Exception as error:
        print(words, type(error).__name__, error)


def inner():
    attempt("grandchild of a daemon:", Process(target=print).start)


if __name__ == "__main__":
    p = Process(target=print)
    attempt("join:", p.join)
    attempt("is_alive:", p.is_alive)
    attempt("sentinel:", lambda: p.sentinel)
    attempt("name:", lambda: setattr(p, "name", 5))
    p.start()
    attempt("start:", p.start)
    attempt("daemon:", lambda: setattr(p, "daemon", True))
    p.join()
    p.close()
    attempt("join:", p.join)
    attempt("exitcode:", lambda: p.exitcode)
    attempt("start:", p.start)
    attempt("group:", lambda: Process(group=1))
    attempt("base:", lambda: Process("x"))
    d = Process(target=inner, daemon=True)
    d.start()
    d.join()
    print(d.exitcode)
