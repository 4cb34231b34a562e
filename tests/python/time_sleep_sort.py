import threading
import time


def later(number):
    time.sleep(number / 100)
    done.append(number)


done, numbers = [], [7, 1, 4, 10]
threads = [threading.Thread(target=later, args=(number,)) for number in numbers]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(done)
