import threading


def work():
    me = threading.current_thread()
    print(me.name, me is threading.main_thread(), me is thread, me.is_alive())


thread = threading.Thread(target=work, name="helper")
thread.start()
thread.join()
print(threading.current_thread() is threading.main_thread(), threading.main_thread().name)
