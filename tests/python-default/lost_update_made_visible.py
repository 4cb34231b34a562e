import threading
import time

balance = 0


def deposit(amount):
    global balance
    seen = balance
    time.sleep(0.05)
    balance = seen + amount


threads = [threading.Thread(target=deposit, args=(10,)) for _ in range(5)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("five deposits of 10 make", balance)
