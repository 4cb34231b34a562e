import signal
import time
from multiprocessing import Process


if __name__ == "__main__":
    p = Process(target=time.sleep, args=(60,))
    p.start()
    print(p.is_alive())
    p.terminate()
    p.join()
    print(p.is_alive(), p.exitcode, p.exitcode == -signal.SIGTERM)
    p = Process(target=time.sleep, args=(60,))
    p.start()
    p.kill()
    p.join()
    print(p.is_alive(), p.exitcode, p.exitcode == -signal.SIGKILL)
    p.terminate()
    p.join()
