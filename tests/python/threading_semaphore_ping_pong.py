import threading

ping, pong = threading.Semaphore(1), threading.Semaphore(0)
words = []


def say(word, mine, other):
    for _ in range(3):
        mine.acquire()
        words.append(word)
        other.release()


threads = [threading.Thread(target=say, args=("ping", ping, pong)), threading.Thread(target=say, args=("pong", pong, ping))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(words)
