import threading
import time

barrier = threading.Barrier(2)
answers = []


def waiter():
    try:
        barrier.wait()
    except threading.BrokenBarrierError:
        answers.append("thrown out")


thread = threading.Thread(target=waiter)
thread.start()
while barrier.n_waiting == 0:
    time.sleep(0.001)
barrier.reset()
thread.join()
print(answers, barrier.broken, barrier.n_waiting)
thread = threading.Thread(target=lambda: answers.append(barrier.wait()))
thread.start()
print(sorted([barrier.wait(), (thread.join(), answers.pop())[1]]))
