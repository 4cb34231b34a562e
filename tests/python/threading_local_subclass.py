import threading


class Settings(threading.local):
    limit = 10

    def __init__(self, name):
        self.name = name
        self.seen = []


settings = Settings("shared")
settings.seen.append("main")
settings.limit = 20


def work():
    settings.seen.append("worker")
    print(settings.name, settings.seen, settings.limit)


thread = threading.Thread(target=work)
thread.start()
thread.join()
print(settings.name, settings.seen, settings.limit, sorted(settings.__dict__))
