for number in range(-1, 2):
    print("negative" if number < 0 else "zero" if number == 0 else "positive")
values = [x if x % 2 else -x for x in range(5)]
print(values, (lambda flag: "on" if flag else "off")(0))
