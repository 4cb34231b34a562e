import threading
import time

session = threading.local()


def handle(user, seconds):
    session.user = user
    time.sleep(seconds)
    report()


def report():
    print("handled a request of", session.user)


threads = [threading.Thread(target=handle, args=job) for job in (("ann", 0.1), ("bo", 0.03))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("main has a user:", hasattr(session, "user"))
