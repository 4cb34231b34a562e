import threading


class Trouble(Exception):
    pass


class Worker(threading.Thread):
    def run(self):
        raise Trouble("in run")


worker = Worker(name="troubled")
worker.start()
worker.join()
print("joined")
