import threading

condition = threading.Condition()
order = []


def sleeper(number):
    with condition:
        asleep.release()
        condition.wait()
        order.append(number)
        awake.release()


asleep, awake = threading.Semaphore(0), threading.Semaphore(0)
threads = []
for number in range(4):
    thread = threading.Thread(target=sleeper, args=(number,))
    thread.start()
    asleep.acquire()
    with condition:
        pass
    threads.append(thread)
for _ in threads:
    with condition:
        condition.notify()
    awake.acquire()
for thread in threads:
    thread.join()
print(order)
