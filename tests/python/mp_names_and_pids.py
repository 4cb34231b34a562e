import os
from multiprocessing import Process, current_process, parent_process


def show():
    print(current_process().name, current_process().pid == os.getpid(), parent_process().name)
    print(os.getppid() == parent_process().pid, parent_process().is_alive())


if __name__ == "__main__":
    print(current_process().name, parent_process(), current_process().pid == os.getpid())
    for name in (None, "Worker", None):
        p = Process(target=show, name=name)
        print(p.name, p.pid, p.exitcode, p.is_alive())
        p.start()
        p.join()
        print(p.pid != os.getpid(), p.ident == p.pid, p.exitcode, p.is_alive())
