from multiprocessing import Pipe, Process


def send(connection):
    connection.send("x" * 300_000)
    connection.send("done")


if __name__ == "__main__":
    a, b = Pipe()
    p = Process(target=send, args=(b,))
    p.start()
    print(len(a.recv()), a.recv())
    p.join()
