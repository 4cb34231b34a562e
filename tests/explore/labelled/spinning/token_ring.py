# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "A token goes round"
# topic = "spinning"
# watch = ["laps"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { laps = [[0, 1, 2]] }
# verdicts = ["busy-wait"]
# ///
"""Three workers spin until the token is theirs and hand it on."""
from threading import Thread

token = 0
laps = []


def wait_and_pass(me):
    global token
    while token != me:
        pass
    laps.append(me)
    token = me + 1


threads = [Thread(target=wait_and_pass, args=(me,)) for me in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
