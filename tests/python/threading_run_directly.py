import threading

thread = threading.Thread(target=lambda: names.append(threading.current_thread().name))
names = []
thread.run()
print(names, thread.is_alive(), thread.ident)
