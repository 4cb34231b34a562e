# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A ring of three locks"
# topic = "deadlock"
# watch = ["done"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { done = [3] }
# verdicts = ["deadlock"]
# ///
"""Three workers, three locks, each wants its own and the next one's."""
from threading import Lock, Thread

locks = [Lock(), Lock(), Lock()]
finished = []


def work(seat):
    with locks[seat]:
        with locks[(seat + 1) % 3]:
            finished.append(seat)


threads = [Thread(target=work, args=(seat,)) for seat in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
done = len(finished)
