import threading

gate = threading.Event()
threads = [threading.Thread(target=gate.wait, name=f"T{number}") for number in range(3)]
print(threading.active_count(), [thread.name for thread in threading.enumerate()])
for thread in threads:
    thread.start()
print(threading.active_count(), sorted(thread.name for thread in threading.enumerate()))
gate.set()
for thread in threads:
    thread.join()
print(threading.active_count())
