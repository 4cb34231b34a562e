import threading

left, right = threading.Lock(), threading.Lock()
both = threading.Barrier(2)
outcome = []


def grab(first, second):
    with first:
        both.wait()
        got = second.acquire(timeout=0.02)
        outcome.append(got)
        both.wait()


threads = [threading.Thread(target=grab, args=pair) for pair in ((left, right), (right, left))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(outcome)
