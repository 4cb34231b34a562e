# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "After you! No, after you!"
# topic = "spinning"
# watch = ["entered"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = []  # no run ends
# verdicts = []
# ///
# No schedule ends, so there is no livelock by the definition, which asks for a schedule that does.
# Each of the two changes `first` again and again, whoever is asked: no busy wait.
"""Each insists that the other go first, for ever."""
from threading import Lock, Thread

first = 0
entered = 0
door = Lock()


def be_polite():
    global first
    while True:
        with door:
            first = 1 - first


for _ in range(2):
    Thread(target=be_polite).start()
