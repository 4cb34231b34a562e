import threading


def hook(args):
    print("hook:", args.exc_type.__name__, args.exc_value, args.thread.name)


threading.excepthook = hook
for word in ("one", "two"):
    thread = threading.Thread(target=int, args=(word,), name=f"parse {word}")
    thread.start()
    thread.join()
