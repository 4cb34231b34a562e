import threading
import time

track = threading.Condition()
started = False


def runner(lane):
    with track:
        print("runner", lane, "is ready")
        track.wait_for(lambda: started)
    time.sleep(lane * 0.05)
    print("runner", lane, "is in the goal")


threads = [threading.Thread(target=runner, args=(lane,)) for lane in (1, 2, 3)]
for thread in threads:
    thread.start()
time.sleep(0.05)
with track:
    started = True
    print("go!")
    track.notify_all()
for thread in threads:
    thread.join()
