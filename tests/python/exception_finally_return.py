def overrides():
    try:
        return "from try"
    finally:
        return "from finally"


def swallows():
    try:
        raise ValueError("lost")
    finally:
        return "swallowed"


def keeps_value():
    value = 1
    try:
        return value
    finally:
        value = 2


def loops():
    for number in range(3):
        try:
            continue
        finally:
            print("finally", number)
    while True:
        try:
            break
        finally:
            print("broke")


print(overrides(), swallows(), keeps_value(), loops())
