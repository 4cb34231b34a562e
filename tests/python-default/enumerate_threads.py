import threading
import time

for number in range(3):
    threading.Thread(target=time.sleep, args=(0.1 + number / 20,), name=f"sleeper-{number}").start()
print(threading.active_count(), "threads:")
for thread in threading.enumerate():
    print(" ", thread.name, "daemon" if thread.daemon else "not a daemon")
time.sleep(0.3)
print(threading.active_count(), "thread is left")
