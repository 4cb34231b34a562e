import threading


def take(*letters):
    print(letters)


for arguments in ("hey", [1], {"a": 1, "b": 2}, range(3)):
    thread = threading.Thread(target=take, args=arguments)
    thread.start()
    thread.join()
