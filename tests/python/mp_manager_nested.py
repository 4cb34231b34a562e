from multiprocessing import Manager

if __name__ == "__main__":
    with Manager() as manager:
        outer = manager.list([[1], manager.list([2])])
        outer[0].append("lost")
        outer[1].append("kept")
        print(outer[0], outer[1])
        table = manager.dict(row=manager.dict(a=1))
        table["row"]["b"] = 2
        print(table["row"])
        plain = manager.dict(row={"a": 1})
        plain["row"]["b"] = 2
        print(plain)
