from multiprocessing import Manager, Process


def change(space, value, array):
    space.x = "changed"
    value.value += 1
    array[0] = 42


if __name__ == "__main__":
    with Manager() as manager:
        space = manager.Namespace(x=1, y=[2])
        value, array = manager.Value("i", 5), manager.Array("i", [1, 2, 3])
        p = Process(target=change, args=(space, value, array))
        p.start()
        p.join()
        print(space, space.x, space.y, value.value, value, array[0], array, len(array))
        del space.y
        try:
            space.y
        except AttributeError:
            print("gone")
