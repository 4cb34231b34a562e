from multiprocessing import Array, Process


def fill(array, start, stop):
    for place in range(start, stop):
        array[place] = place * place


if __name__ == "__main__":
    array = Array("i", 8)
    processes = [Process(target=fill, args=(array, start, start + 4)) for start in (0, 4)]
    for p in processes:
        p.start()
    for p in processes:
        p.join()
    print(array[:])
