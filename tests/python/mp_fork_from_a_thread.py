import threading
from multiprocessing import Process, current_process


def work():
    print(current_process().name, threading.current_thread().name, threading.active_count())
    print(threading.current_thread() is threading.main_thread())


def begin():
    p = Process(target=work)
    p.start()
    p.join()


if __name__ == "__main__":
    t = threading.Thread(target=begin, name="starter")
    t.start()
    t.join()
    print(threading.active_count())
