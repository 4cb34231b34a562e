import threading

fired = []
timer = threading.Timer(5, fired.append, args=("late",))
timer.start()
timer.cancel()
timer.join()
print(fired, timer.is_alive(), timer.finished.is_set())
early = threading.Timer(0, fired.append, [1])
early.start()
early.join()
early.cancel()
print(fired)
