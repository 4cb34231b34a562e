import multiprocessing as mp


def add(total, lock, event, barrier, condition, array):
    barrier.wait()
    for _ in range(10):
        with lock:
            total.value += 1
    with total.get_lock():
        array[0] += 1
    with condition:
        condition.notify_all()
    event.set()


if __name__ == "__main__":
    ctx = mp.get_context("spawn")
    total, lock, event = ctx.Value("i", 0), ctx.Lock(), ctx.Event()
    barrier, condition, array = ctx.Barrier(3), ctx.Condition(), ctx.Array("i", 2)
    processes = [ctx.Process(target=add, args=(total, lock, event, barrier, condition, array)) for _ in range(2)]
    for p in processes:
        p.start()
    barrier.wait()
    for p in processes:
        p.join()
    print(total.value, event.is_set(), array[:], [p.exitcode for p in processes])
