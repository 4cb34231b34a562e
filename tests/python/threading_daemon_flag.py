import threading


def show():
    child = threading.Thread(target=print)
    print(threading.current_thread().daemon, child.daemon)


for daemon in (None, False, True):
    thread = threading.Thread(target=show, daemon=daemon)
    print("flag", thread.daemon)
    thread.start()
    thread.join()
try:
    thread.daemon = False
    print("may be set after the end")
except RuntimeError as error:
    print(error)
print(threading.main_thread().daemon)
