from multiprocessing import Process


def work():
    print("child")


if __name__ == "__main__":
    print("before", end=" ")
    p = Process(target=work)
    p.start()
    p.join()
    print("after")
