import time
from multiprocessing import Process, active_children

if __name__ == "__main__":
    print(active_children())
    processes = [Process(target=time.sleep, args=(60,), name=f"sleeper {number}") for number in range(3)]
    for p in processes:
        p.start()
    print(sorted(p.name for p in active_children()))
    processes[1].terminate()
    processes[1].join()
    print(sorted(p.name for p in active_children()))
    for p in active_children():
        p.terminate()
        p.join()
    print(active_children())
