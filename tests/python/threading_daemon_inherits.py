import threading

flags = []


def child():
    flags.append(("child", threading.current_thread().daemon))


def parent():
    flags.append(("parent", threading.current_thread().daemon))
    inner = threading.Thread(target=child)
    inner.start()
    inner.join()
    stubborn = threading.Thread(target=child, daemon=False)
    stubborn.start()
    stubborn.join()


outer = threading.Thread(target=parent, daemon=True)
outer.start()
outer.join()
print(flags)
