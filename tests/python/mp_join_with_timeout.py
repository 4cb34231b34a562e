import time
from multiprocessing import Process


if __name__ == "__main__":
    p = Process(target=time.sleep, args=(0.6,))
    p.start()
    p.join(0.05)
    print(p.is_alive(), p.exitcode)
    p.join(timeout=0)
    print(p.is_alive(), p.exitcode)
    p.join()
    print(p.is_alive(), p.exitcode)
    p.join()
