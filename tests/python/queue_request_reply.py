import queue
import threading

requests = queue.Queue()


def server():
    while True:
        question, reply = requests.get()
        if question is None:
            break
        reply.put(question.upper())


thread = threading.Thread(target=server)
thread.start()
for question in ("ping", "hello"):
    reply = queue.SimpleQueue()
    requests.put((question, reply))
    print(reply.get())
requests.put((None, None))
thread.join()
