import time
from concurrent.futures import ThreadPoolExecutor


def cook(dish, seconds):
    print("start", dish)
    time.sleep(seconds)
    print("serve", dish)
    return dish.title()


with ThreadPoolExecutor(max_workers=2) as kitchen:
    orders = [
        kitchen.submit(cook, "soup", 0.2),
        kitchen.submit(cook, "pasta", 0.3),
        kitchen.submit(cook, "salad", 0.2),
        kitchen.submit(cook, "fish", 0.2),
        kitchen.submit(cook, "cake", 0.25),
    ]
    print("orders taken")
print("kitchen closed")
print(", ".join(order.result() for order in orders))
