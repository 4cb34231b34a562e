import threading

thread = threading.Thread(target=lambda: print(threading.current_thread().name), name="first")
thread.name = "second"
thread.start()
thread.join()
print(thread.name, thread.getName())
thread.setName("third")
print(thread.name)
