import time
from multiprocessing import Process


def work():
    time.sleep(0.2)
    print("child ends", flush=True)


if __name__ == "__main__":
    p = Process(target=work)
    p.start()
    raise RuntimeError("the parent fails")
