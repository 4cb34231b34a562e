import os
import signal
from multiprocessing import Process


def give_up():
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    p = Process(target=give_up)
    p.start()
    p.join()
    print(p.exitcode, p.exitcode == -signal.SIGTERM, signal.Signals(-p.exitcode).name)
