import threading
import time

scores = [0, 0]


def announce():
    print("end of the round, scores:", scores)


barrier = threading.Barrier(2, action=announce)


def play(player):
    for round_number in range(1, 4):
        time.sleep(0.02 + player * 0.03)
        scores[player] += round_number * (player + 1)
        barrier.wait()


threads = [threading.Thread(target=play, args=(player,)) for player in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("winner:", scores.index(max(scores)))
