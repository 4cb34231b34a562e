import threading

condition = threading.Condition()
for attempt in (condition.wait, condition.notify, condition.notify_all, condition.release):
    try:
        attempt()
    except RuntimeError as error:
        print(error)
with condition:
    print(condition.wait(0.01), condition.notify(), condition.notify_all())
    print(condition.wait_for(lambda: False, timeout=0.01), condition.wait_for(lambda: "value"))
