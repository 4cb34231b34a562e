from multiprocessing import Pipe, Process


def answer(inbox):
    connection = inbox.recv()
    connection.send("hello from the other side")
    connection.close()


if __name__ == "__main__":
    a, b = Pipe()
    p = Process(target=answer, args=(b,))
    p.start()
    mine, yours = Pipe()
    a.send(yours)
    yours.close()
    print(mine.recv())
    try:
        mine.recv()
    except EOFError:
        print("end")
    p.join()
