import threading

failures = []
threading.excepthook = lambda args: failures.append((args.thread.name, args.exc_type.__name__, str(args.exc_value)))


def reciprocal(number):
    print("1 /", number, "=", 1 / number)


threads = [threading.Thread(target=reciprocal, args=(n,), name=f"for {n}") for n in (2, 0, 4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(failures)
