# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = "Question and answer"
# topic = "events"
# watch = ["answer"]
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { answer = [7] }
# verdicts = []
# ///
"""Two events, one for each direction."""
from threading import Event, Thread

question = 0
answer = 0
asked = Event()
answered = Event()


def clerk():
    global answer
    asked.wait()
    answer = question + 1
    answered.set()


helper = Thread(target=clerk)
helper.start()
question = 6
asked.set()
answered.wait()
helper.join()
