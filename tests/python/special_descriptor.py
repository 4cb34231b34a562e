class Positive:
    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner):
        if instance is None:
            return f"{owner.__name__}.{self.name}"
        return getattr(instance, "_" + self.name, 0)

    def __set__(self, instance, value):
        if value < 0:
            raise ValueError(f"{self.name} must not be negative")
        setattr(instance, "_" + self.name, value)


class Order:
    amount = Positive()
    price = Positive()


order = Order()
order.amount = 3
print(order.amount, order.price, Order.price)
try:
    order.price = -1
except ValueError as error:
    print(error)
