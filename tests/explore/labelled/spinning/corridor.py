# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Two in a corridor"
# topic = "spinning"
# watch = ["passed"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { passed = [2] }
# verdicts = []
# ///
# They can step to the same side again and again, but each step may be the last one: no livelock by the
# definition. Alone, a walker steps aside once and passes, so nobody waits busily.
"""Both stand on the same side and step aside; if both do at once, they stand face to face again."""
from threading import Thread

side = [0, 0]
through = []


def walk(me):
    while side[me] == side[1 - me]:
        side[me] = 1 - side[me]
    through.append(me)


threads = [Thread(target=walk, args=(me,)) for me in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
passed = len(through)
