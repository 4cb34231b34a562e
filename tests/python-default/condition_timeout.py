import threading

condition = threading.Condition()


def hopeful():
    with condition:
        print("waiting for a call")
        if not condition.wait(timeout=0.1):
            print("nobody called")


thread = threading.Thread(target=hopeful)
thread.start()
thread.join()
