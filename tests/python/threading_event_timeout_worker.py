import threading

never = threading.Event()


def wait_for_it():
    answer = never.wait(timeout=0.02)
    print("came" if answer else "gave up")


thread = threading.Thread(target=wait_for_it)
thread.start()
thread.join()
