import threading
import time


class Cook(threading.Thread):
    def __init__(self, dish, minutes):
        super().__init__(name=f"cook of {dish}")
        self.dish = dish
        self.minutes = minutes

    def run(self):
        print(self.name, "begins")
        time.sleep(self.minutes / 100)
        print(self.dish, "is ready after", self.minutes, "minutes")


kitchen = [Cook("soup", 20), Cook("salad", 5), Cook("cake", 35)]
for cook in kitchen:
    cook.start()
for cook in kitchen:
    cook.join()
print("dinner is served")
