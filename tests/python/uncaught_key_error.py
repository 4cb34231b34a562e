prices = {"apple": 3}
print(prices["apple"])
print(prices["it's a fig"])
