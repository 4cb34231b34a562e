import threading

condition = threading.Condition()
turn = 0
line = []


def player(me):
    global turn
    for round_number in range(3):
        with condition:
            while turn % 3 != me:
                condition.wait()
            line.append(f"{me}:{round_number}")
            turn += 1
            condition.notify_all()


threads = [threading.Thread(target=player, args=(me,)) for me in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(line)
