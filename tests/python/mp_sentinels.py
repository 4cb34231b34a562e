import time
from multiprocessing import Process
from multiprocessing.connection import wait

if __name__ == "__main__":
    slow = Process(target=time.sleep, args=(60,))
    fast = Process(target=time.sleep, args=(0.1,))
    slow.start()
    fast.start()
    print(wait([slow.sentinel, fast.sentinel], timeout=0))
    ready = wait([slow.sentinel, fast.sentinel])
    fast.join()
    print(ready == [fast.sentinel], fast.exitcode, slow.exitcode)
    slow.terminate()
    print(wait([slow.sentinel]) == [slow.sentinel])
    slow.join()
