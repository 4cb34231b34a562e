import multiprocessing as mp

print("top level:", __name__, flush=True)


def work():
    print("work", flush=True)


if __name__ == "__main__":
    p = mp.get_context("spawn").Process(target=work)
    p.start()
    p.join()
    print(type(p).__name__, p.name)
