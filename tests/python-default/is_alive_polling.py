import threading
import time

thread = threading.Thread(target=time.sleep, args=(0.25,))
thread.start()
while thread.is_alive():
    print("still working")
    thread.join(timeout=0.1)
print("finished")
