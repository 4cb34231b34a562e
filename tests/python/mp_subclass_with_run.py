from multiprocessing import Process


class Squarer(Process):
    def __init__(self, number):
        super().__init__()
        self.number = number
        self.result = None

    def run(self):
        self.result = self.number ** 2
        print(self.name, "computed", self.result)


if __name__ == "__main__":
    for number in (3, 4):
        p = Squarer(number)
        p.start()
        p.join()
        print("the parent sees", p.result)
