import threading

condition = threading.Condition()
current = 0
NAMES = ["ping", "pong", "pang"]


def player(number):
    global current
    for _ in range(3):
        with condition:
            condition.wait_for(lambda: current == number)
            print(NAMES[number])
            current = (current + 1) % len(NAMES)
            condition.notify_all()


threads = [threading.Thread(target=player, args=(number,)) for number in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("game over")
