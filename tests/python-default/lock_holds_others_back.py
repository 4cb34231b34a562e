import threading
import time

lock = threading.Lock()


def visit(name):
    print(name, "waits for the bathroom")
    with lock:
        print(name, "is inside")
        time.sleep(0.05)
        print(name, "comes out")


threads = [threading.Thread(target=visit, args=(name,)) for name in ("Ann", "Bo")]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
