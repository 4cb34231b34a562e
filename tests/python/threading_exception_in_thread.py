import threading


def fail():
    print("about to fail")
    raise ValueError("from the thread")


thread = threading.Thread(target=fail, name="failing")
thread.start()
thread.join()
print("main goes on", thread.is_alive())
