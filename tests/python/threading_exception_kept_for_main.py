import threading


class Catching(threading.Thread):
    def __init__(self, job):
        super().__init__()
        self.job = job
        self.error = self.result = None

    def run(self):
        try:
            self.result = self.job()
        except Exception as error:
            self.error = error

    def get(self):
        self.join()
        if self.error:
            raise self.error
        return self.result


threads = [Catching(lambda: 6 * 7), Catching(lambda: [][0])]
for thread in threads:
    thread.start()
for thread in threads:
    try:
        print(thread.get())
    except IndexError as error:
        print("raised in main:", error)
