import threading


def count_to(number):
    for step in range(1, number + 1):
        print(f"thread {number} counts {step}")


threads = []
for number in range(1, 6):
    thread = threading.Thread(target=count_to, args=(number,))
    threads.append(thread)
    thread.start()
for thread in threads:
    thread.join()
print("all threads have finished")
