from multiprocessing import Process
from multiprocessing.shared_memory import ShareableList


def change(name):
    items = ShareableList(name=name)
    items[0] = items[0] * 2
    items[1] = "bye"
    items.shm.close()


if __name__ == "__main__":
    items = ShareableList([21, "hello", 2.5, None, True, b"bytes"])
    p = Process(target=change, args=(items.shm.name,))
    p.start()
    p.join()
    print(list(items), len(items), items[-1], items.count(True), items.index(2.5))
    try:
        items[9]
    except IndexError as error:
        print(error)
    items.shm.close()
    items.shm.unlink()
