import threading
import time


def ticker(word, times, pause):
    for number in range(times):
        print(word, number)
        time.sleep(pause)


tick = threading.Thread(target=ticker, args=("tick", 4, 0.1))
tock = threading.Thread(target=ticker, args=("        tock", 2, 0.17))
tick.start()
tock.start()
tick.join()
tock.join()
print("the clock has stopped")
