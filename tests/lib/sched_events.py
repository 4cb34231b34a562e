# Events in order of time and priority.
import sched
import time

scheduler = sched.scheduler(time.monotonic, time.sleep)


def note(*words, **named):
    print(*words, *named.items())


scheduler.enter(0.02, 1, note, ("second",))
scheduler.enter(0.01, 1, note, argument=("first",))
cancelled = scheduler.enter(0.015, 1, note, ("never",))
start = time.monotonic() + 0.03
scheduler.enterabs(start, 2, note, ("fourth",))
scheduler.enterabs(start, 1, note, ("third",))
scheduler.enterabs(start, 2, note, ("fifth",), {"by": "entry"})
scheduler.cancel(cancelled)
print(len(scheduler.queue), scheduler.empty(), scheduler.run(blocking=False) > 0)
scheduler.run()
print(scheduler.empty(), scheduler.run())
try:
    scheduler.cancel(cancelled)
except ValueError as error:
    print("ValueError:", error)


def again(count):
    print("tick", count)
    if count:
        scheduler.enter(0.001, 1, again, (count - 1,))


again(2)
scheduler.run()
