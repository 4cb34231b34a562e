class Car:
    speed = 3


print(Car().speed)
Car().sped
