import multiprocessing as mp

setting = "as written"


def work(q, x):
    q.put((__name__, setting, x, mp.current_process().name, mp.get_start_method()))


if __name__ == "__main__":
    setting = "changed by the parent"
    mp.set_start_method("spawn")
    q = mp.Queue()
    p = mp.Process(target=work, args=(q, [1, 2]))
    p.start()
    print(q.get())
    p.join()
    print(p.exitcode, __name__)
