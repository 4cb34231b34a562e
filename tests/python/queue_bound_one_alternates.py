import queue
import threading

there, back = queue.Queue(1), queue.Queue(1)
trace = []


def echo():
    while True:
        word = there.get()
        trace.append(f"echo {word}")
        back.put(word)
        if word == "end":
            return


thread = threading.Thread(target=echo)
thread.start()
for word in ("one", "two", "end"):
    trace.append(f"send {word}")
    there.put(word)
    back.get()
thread.join()
print(trace)
