import threading

condition = threading.Condition()
state, seen = "cold", []


def wait_for_state(wanted):
    with condition:
        while state != wanted:
            condition.wait()
        seen.append(wanted)
        condition.notify_all()


def set_state(new):
    global state
    with condition:
        state = new
        condition.notify_all()


threads = [threading.Thread(target=wait_for_state, args=(wanted,)) for wanted in ("warm", "hot")]
for thread in threads:
    thread.start()
for new in ("warm", "hot"):
    set_state(new)
    with condition:
        condition.wait_for(lambda: new in seen)
for thread in threads:
    thread.join()
print(seen, state)
