from multiprocessing import Pipe

if __name__ == "__main__":
    with Pipe()[0] as a:
        print(a.closed)
    print(a.closed)
    a, b = Pipe()
    with a, b:
        a.send(1)
        print(b.recv())
    print(a.closed, b.closed)
