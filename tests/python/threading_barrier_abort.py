import threading

barrier = threading.Barrier(2)
answers = []


def waiter():
    try:
        barrier.wait()
    except threading.BrokenBarrierError as error:
        answers.append(type(error).__name__)


thread = threading.Thread(target=waiter)
thread.start()
barrier.abort()
thread.join()
print(answers, barrier.broken)
try:
    barrier.wait()
except threading.BrokenBarrierError as error:
    print(repr(error))
