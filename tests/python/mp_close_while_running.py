import time
from multiprocessing import Process

if __name__ == "__main__":
    p = Process(target=time.sleep, args=(60,))
    p.start()
    try:
        p.close()
    except ValueError as error:
        print(error)
    p.kill()
    p.join()
    p.close()
    try:
        p.is_alive()
    except ValueError as error:
        print(error)
