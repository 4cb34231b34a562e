from multiprocessing import Process


class Trouble(Exception):
    pass


def work(depth):
    if depth == 0:
        raise Trouble("deep down")
    work(depth - 1)


if __name__ == "__main__":
    p = Process(target=work, args=(2,), name="Miner")
    p.start()
    p.join()
    print("exit code", p.exitcode)
