import multiprocessing as mp
import time


def work(number):
    time.sleep(0.5 * number)
    print("done", number, flush=True)


if __name__ == "__main__":
    ctx = mp.get_context("spawn")
    processes = [ctx.Process(target=work, args=(number,)) for number in (2, 1)]
    for p in processes:
        p.start()
    print("started", flush=True)
    for p in processes:
        p.join()
