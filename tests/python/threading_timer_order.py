import threading

order = []
timers = [threading.Timer(delay, order.append, [delay]) for delay in (0.09, 0.01, 0.05)]
for timer in timers:
    timer.start()
for timer in timers:
    timer.join()
print(order)
