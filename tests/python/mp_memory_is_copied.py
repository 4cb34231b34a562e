from multiprocessing import Process

numbers = [1, 2, 3]


def change():
    numbers.append(4)
    print("child:", numbers)


if __name__ == "__main__":
    p = Process(target=change)
    p.start()
    p.join()
    print("parent:", numbers)
