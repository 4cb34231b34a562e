class OutOfStock(Exception):
    def __init__(self, item, wanted):
        super().__init__(f"only a few {item} left, {wanted} wanted")


print("ordering")
raise OutOfStock("pears", 12)
