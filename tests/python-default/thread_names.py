import threading


def show():
    print("running in", threading.current_thread().name)


threading.Thread(target=show).start()
threading.Thread(target=show, name="Gardener").start()
threading.Thread(target=show).start()
show()
