import threading


def one(argument):
    print("got", argument)


thread = threading.Thread(target=one, args=())
thread.start()
thread.join()
print("the TypeError was the thread's")
