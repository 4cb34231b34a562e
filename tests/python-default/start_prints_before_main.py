import threading


def work(number):
    print("worker", number, "starts")
    print("worker", number, "ends")


for number in range(3):
    thread = threading.Thread(target=work, args=(number,))
    print("main starts", number)
    thread.start()
    print("main has started", number)
