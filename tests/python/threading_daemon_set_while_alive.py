import threading

go = threading.Event()
thread = threading.Thread(target=go.wait)
thread.start()
try:
    thread.daemon = True
except RuntimeError as error:
    print(error)
go.set()
thread.join()
