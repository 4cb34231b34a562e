import threading


def work():
    print("working")


thread = threading.Thread(target=work)
print("before", thread.is_alive())
thread.start()
thread.join()
print("after", thread.is_alive())
