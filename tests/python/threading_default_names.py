import threading


def work():
    pass


class Worker(threading.Thread):
    pass


print(threading.Thread(target=work).name)
print(threading.Thread(target=work).name)
print(Worker().name, threading.Thread(name="mine").name, threading.Thread(name=5).name)
print(threading.Thread(target=print).name)
print(threading.Thread(target=lambda: None).name, threading.Timer(1, work).name)
print(threading.current_thread().name)
