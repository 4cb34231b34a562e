import threading
import time


def forever():
    while True:
        time.sleep(0.05)


threading.Thread(target=forever, daemon=True).start()
print("main ends, and the daemon with it")
