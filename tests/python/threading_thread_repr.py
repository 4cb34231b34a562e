import threading

thread = threading.Thread(target=print, name="worker")
print(thread)
gate = threading.Event()
waiter = threading.Thread(target=gate.wait, name="waiter", daemon=True)
waiter.start()
print(repr(waiter).split(",")[0], repr(waiter).endswith(">"), "started daemon" in repr(waiter))
gate.set()
waiter.join()
print("stopped daemon" in repr(waiter), repr(threading.current_thread()).startswith("<_MainThread(MainThread, started"))
