import threading


class Broken(threading.Thread):
    def __init__(self):
        self.number = 1


try:
    Broken().start()
except RuntimeError as error:
    print(error)
