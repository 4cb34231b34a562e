from multiprocessing import Condition, Process, Value


def consume(condition, stock):
    with condition:
        condition.wait_for(lambda: stock.value > 0)
        stock.value -= 1


if __name__ == "__main__":
    condition, stock = Condition(), Value("i", 0)
    consumers = [Process(target=consume, args=(condition, stock)) for _ in range(3)]
    for p in consumers:
        p.start()
    for _ in range(3):
        with condition:
            stock.value += 1
            condition.notify()
    with condition:
        condition.notify_all()
    for p in consumers:
        p.join()
    print(stock.value)
    with condition:
        print(condition.wait(0.01), condition.wait_for(lambda: False, 0.02), condition.wait_for(lambda: "yes"))
    print(condition)
