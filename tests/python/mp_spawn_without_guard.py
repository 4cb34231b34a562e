import multiprocessing as mp

mp.set_start_method("spawn", force=True)
p = mp.Process(target=print, args=("never",))
p.start()
p.join()
print("exit code", p.exitcode)
