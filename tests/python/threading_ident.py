import threading

thread = threading.Thread(target=lambda: seen.append(threading.get_ident()))
seen = []
print(thread.ident, thread.native_id)
thread.start()
thread.join()
print(isinstance(thread.ident, int), seen == [thread.ident], thread.ident != threading.get_ident())
print(threading.main_thread().ident == threading.get_ident(), isinstance(threading.get_native_id(), int))
