import threading


def work():
    names.append(threading.currentThread().getName())


names = []
thread = threading.Thread(target=work)
thread.setName("old style")
thread.setDaemon(True)
thread.start()
thread.join()
print(names, thread.isDaemon(), threading.activeCount(), threading.Event().isSet())
condition = threading.Condition()
with condition:
    condition.notifyAll()
