import os
import time
from multiprocessing import Process, current_process


def masked(p):
    return repr(p).replace(str(os.getpid()), "PARENT").replace(f"pid={p.pid}", "pid=CHILD")


if __name__ == "__main__":
    print(repr(current_process()))
    p = Process(target=time.sleep, args=(60,))
    print(masked(p))
    p.start()
    print(masked(p))
    p.terminate()
    p.join()
    print(masked(p))
    p = Process(target=int, name="Anna", daemon=True)
    p.start()
    p.join()
    print(masked(p))
    p.close()
    print(repr(p).replace(str(os.getpid()), "PARENT"))
