# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "P4: Peterson's algorithm, its stores exchanged"
# question = "Can both be inside at the same time?"
# topic = "problems"
# watch = ["inside"]
# ///
"""P4: Peterson's algorithm with its two stores exchanged: both can be inside, and an assertion fails.

It loops for ever, and that is no fault by itself. The header claims no verdicts: what counts is whether an `assertion`
is among them.
"""
import threading

interested = [False, False]
turn = 0
inside = 0


def worker(me):
    global turn, inside
    other = 1 - me
    while True:
        turn = other
        interested[me] = True
        while interested[other] and turn == other:
            pass
        inside += 1
        assert inside == 1
        inside -= 1
        interested[me] = False


threads = [threading.Thread(target=worker, args=(me,)) for me in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
