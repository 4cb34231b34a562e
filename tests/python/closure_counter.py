def make_counter(start=0, step=1):
    value = start

    def increase():
        nonlocal value
        value += step
        return value

    def reset():
        nonlocal value
        value = start

    return increase, reset


increase, reset = make_counter(10, 5)
print(increase(), increase())
reset()
print(increase())
