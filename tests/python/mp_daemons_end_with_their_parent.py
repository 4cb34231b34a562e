import time
from multiprocessing import Process


def work():
    time.sleep(30)
    print("never printed")


if __name__ == "__main__":
    p = Process(target=work, daemon=True)
    p.start()
    print(p.daemon, p.is_alive())
    print("the end")
