import threading


class Tally:
    def __init__(self):
        self.items = []

    def add(self, item):
        self.items.append(item)

    @staticmethod
    def say(word):
        print("static", word)

    @classmethod
    def make(cls):
        made.append(cls.__name__)


tally, made = Tally(), []
jobs = [(tally.add, (1,)), (Tally.say, ("hi",)), (Tally.make, ()), (tally.items.append, (2,))]
for target, arguments in jobs:
    thread = threading.Thread(target=target, args=arguments)
    thread.start()
    thread.join()
print(tally.items, made)
