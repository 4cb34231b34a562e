import threading

events = [threading.Event() for _ in range(4)]
order = []


def link(number):
    events[number].wait()
    order.append(number)
    events[number + 1].set()


threads = [threading.Thread(target=link, args=(number,)) for number in (2, 0, 1)]
for thread in threads:
    thread.start()
events[0].set()
events[3].wait()
for thread in threads:
    thread.join()
print(order)
