import threading


def child(name):
    print("child", name, threading.current_thread().name)


def parent():
    print("parent begins")
    thread = threading.Thread(target=child, args=("inner",), name="inner thread")
    thread.start()
    thread.join()
    print("parent ends")


thread = threading.Thread(target=parent)
thread.start()
thread.join()
