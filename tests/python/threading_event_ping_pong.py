import threading

ping, pong = threading.Event(), threading.Event()
trace = []


def player(name, mine, other):
    for round_number in range(3):
        mine.wait()
        mine.clear()
        trace.append(f"{name}{round_number}")
        other.set()


threads = [threading.Thread(target=player, args=("a", ping, pong)), threading.Thread(target=player, args=("b", pong, ping))]
for thread in threads:
    thread.start()
ping.set()
for thread in threads:
    thread.join()
print(trace)
