import threading

thread = threading.Thread(target=print)
try:
    thread.join()
except RuntimeError as error:
    print(error)
try:
    threading.current_thread().join()
except RuntimeError as error:
    print(error)
thread.run()


def join_myself():
    try:
        threading.current_thread().join()
    except RuntimeError as error:
        print("inside:", error)


thread = threading.Thread(target=join_myself)
thread.start()
thread.join()
thread.join()
print("joined twice")
