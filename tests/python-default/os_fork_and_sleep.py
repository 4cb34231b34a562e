import os
import time

pid = os.fork()
if pid == 0:
    time.sleep(0.2)
    print("child", flush=True)
    os._exit(4)
print("parent waits", flush=True)
while os.waitpid(pid, os.WNOHANG) == (0, 0):
    time.sleep(0.05)
print("child is gone")
