import threading
import time


def slow():
    time.sleep(5)
    print("never printed")


thread = threading.Thread(target=slow)
thread.daemon = True
thread.start()
thread.join(0.02)
print(thread.is_alive())
