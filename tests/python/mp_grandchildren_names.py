from multiprocessing import Process, current_process


def inner():
    print(current_process().name, current_process()._identity)


def outer():
    print(current_process().name)
    for _ in range(2):
        p = Process(target=inner)
        p.start()
        p.join()


if __name__ == "__main__":
    for _ in range(2):
        p = Process(target=outer)
        p.start()
        p.join()
