import threading


def fail():
    try:
        {}["key"]
    except KeyError as error:
        raise LookupError("translated") from error


thread = threading.Thread(target=fail)
thread.start()
thread.join()
print("joined")
