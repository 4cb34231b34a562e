import threading


def greet(name):
    print("Hello from", name)


thread = threading.Thread(target=greet, args=("a thread",))
print("before start:", thread.is_alive())
thread.start()
thread.join()
print("after join:", thread.is_alive())
