import queue
import threading

inbox, log = queue.Queue(), []


def actor():
    balance = 0
    while True:
        match inbox.get():
            case ("deposit", amount):
                balance += amount
            case ("withdraw", amount) if amount <= balance:
                balance -= amount
            case ("withdraw", _):
                log.append("refused")
            case {"report": reply}:
                reply.put(balance)
            case "stop":
                return


thread = threading.Thread(target=actor)
thread.start()
for message in (("deposit", 50), ("withdraw", 80), ("withdraw", 20)):
    inbox.put(message)
answer = queue.Queue()
inbox.put({"report": answer})
inbox.put("stop")
thread.join()
print(answer.get(), log)
