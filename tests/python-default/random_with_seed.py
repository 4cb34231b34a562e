import random
import threading

random.seed(12)


def roll(player):
    throws = [random.randint(1, 6) for _ in range(4)]
    print(player, "rolls", throws, "sum", sum(throws))


for player in ("Ann", "Bo"):
    thread = threading.Thread(target=roll, args=(player,))
    thread.start()
    thread.join()
