import time
from multiprocessing import Event, Process


def runner(number, gun):
    print("ready", number, flush=True)
    gun.wait()
    time.sleep(0.1 * (3 - number))
    print("finish", number, flush=True)


if __name__ == "__main__":
    gun = Event()
    runners = [Process(target=runner, args=(number, gun)) for number in range(3)]
    for r in runners:
        r.start()
        time.sleep(0.05)
    print("bang", flush=True)
    gun.set()
    for r in runners:
        r.join()
