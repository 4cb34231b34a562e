import time
from multiprocessing import Process


def count():
    for number in range(100):
        print(number, flush=True)
        time.sleep(0.2)


if __name__ == "__main__":
    p = Process(target=count)
    p.start()
    time.sleep(0.5)
    p.terminate()
    p.join()
    print("exit code", p.exitcode)
