import multiprocessing as mp


class Point:
    def __init__(self, x):
        self.x = x

    def __repr__(self):
        return f"Point({self.x})"


class Worker(mp.get_context("spawn").Process):
    def __init__(self, connection):
        super().__init__()
        self.connection = connection

    def run(self):
        point = self.connection.recv()
        point.x += 1
        self.connection.send(point)


if __name__ == "__main__":
    here, there = mp.Pipe()
    worker = Worker(there)
    worker.start()
    there.close()
    here.send(Point(1))
    print(here.recv(), isinstance(Point(1), Point), worker.name)
    worker.join()
    try:
        here.recv()
    except EOFError:
        print("end")
