import threading
import time


def slow():
    time.sleep(0.05)
    print("printed after main's last line")


threading.Thread(target=slow).start()
print("main's last line")
