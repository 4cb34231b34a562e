import threading


class Worker(threading.Thread):
    made = 0

    def __init__(self, *names, **options):
        super().__init__(**options)
        Worker.made += 1
        self.names = names

    def run(self):
        self.greeting = f"{self.name} knows {', '.join(self.names)}"


workers = [Worker("x", name="one"), Worker("y", "z", name="two", daemon=True), Worker(name="three")]
for worker in workers:
    worker.start()
for worker in workers:
    worker.join()
    print(worker.greeting, worker.daemon)
print(Worker.made)
