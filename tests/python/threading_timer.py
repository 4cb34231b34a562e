import threading

done = threading.Event()


def ring(word, times=1):
    print(word * times)
    done.set()


timer = threading.Timer(0.02, ring, args=["ring "], kwargs={"times": 2})
timer.start()
done.wait()
timer.join()
print(timer.is_alive(), timer.interval, timer.finished.is_set())
