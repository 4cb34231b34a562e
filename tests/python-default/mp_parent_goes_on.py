import time
from multiprocessing import Process


def work():
    time.sleep(0.2)
    print("child", flush=True)


if __name__ == "__main__":
    p = Process(target=work)
    p.start()
    print("parent goes on", flush=True)
    p.join()
    print("parent is through", flush=True)
