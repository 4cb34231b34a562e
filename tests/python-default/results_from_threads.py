import threading
import time


class Task(threading.Thread):
    def __init__(self, number):
        super().__init__()
        self.number = number

    def run(self):
        time.sleep(0.1 / self.number)
        self.result = self.number**3
        print("computed for", self.number)


tasks = [Task(number) for number in (1, 2, 4)]
for task in tasks:
    task.start()
for task in tasks:
    task.join()
    print(task.number, "cubed is", task.result)
