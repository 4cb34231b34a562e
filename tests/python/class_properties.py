class Celsius:
    def __init__(self, degrees):
        self.degrees = degrees

    @property
    def degrees(self):
        """The temperature."""
        return self._degrees

    @degrees.setter
    def degrees(self, value):
        if value < -273.15:
            raise ValueError("below absolute zero")
        self._degrees = value

    @degrees.deleter
    def degrees(self):
        print("deleted")
        del self._degrees

    @property
    def fahrenheit(self):
        return self.degrees * 9 / 5 + 32


water = Celsius(100)
print(water.fahrenheit)
water.degrees = 0
print(water.degrees, water.fahrenheit, Celsius.degrees.__doc__)
for attempt in (lambda: Celsius(-300), lambda: setattr(water, "fahrenheit", 1)):
    try:
        attempt()
    except (ValueError, AttributeError) as error:
        print(type(error).__name__, error)
del water.degrees
print(hasattr(water, "degrees"))
