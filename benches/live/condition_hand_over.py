"""Two threads hand the turn to each other with a condition: one hand-over and back."""
import threading
import time

COUNT = 3_000
turn = 0
condition = threading.Condition()


def play(me):
    global turn
    for _ in range(COUNT):
        with condition:
            while turn != me:
                condition.wait()
            turn = 1 - me
            condition.notify()


thread = threading.Thread(target=play, args=(1,))
thread.start()
begin = time.perf_counter()
play(0)
print((time.perf_counter() - begin) / COUNT)
thread.join()
