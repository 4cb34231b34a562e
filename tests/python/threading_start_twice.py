import threading

thread = threading.Thread(target=lambda: None)
thread.start()
try:
    thread.start()
except RuntimeError as error:
    print(error)
thread.join()
try:
    thread.start()
except RuntimeError as error:
    print(error)
