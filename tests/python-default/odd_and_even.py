import threading

LIMIT = 10
number = 1
condition = threading.Condition()


def printer(name, remainder):
    global number
    while True:
        with condition:
            while number <= LIMIT and number % 2 != remainder:
                condition.wait()
            if number > LIMIT:
                condition.notify_all()
                return
            print(name, number)
            number += 1
            condition.notify()


odd = threading.Thread(target=printer, args=("odd ", 1))
even = threading.Thread(target=printer, args=("even", 0))
even.start()
odd.start()
odd.join()
even.join()
