import threading

timer = threading.Timer(10**30, print, ("never",))
timer.start()
timer.join()
print("over", timer.finished.is_set())
