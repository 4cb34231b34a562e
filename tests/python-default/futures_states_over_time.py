from concurrent.futures import ThreadPoolExecutor
from time import sleep


def return_after(seconds, message):
    sleep(seconds)
    return message


pool = ThreadPoolExecutor(1)
first = pool.submit(return_after, 0.3, "hello")
second = pool.submit(return_after, 0.3, "world")
print(first.running(), second.running(), first.done(), second.done())
sleep(0.1)
print(first.running(), second.running(), first.done(), second.done())
sleep(0.3)
print(first.running(), second.running(), first.done(), second.done())
sleep(0.3)
print(first.running(), second.running(), first.done(), second.done())
print(first.result(), second.result())
