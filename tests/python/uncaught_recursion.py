def down(number):
    return down(number + 1)


print("going down")
try:
    down(0)
except RecursionError:
    print("caught")
raise RecursionError("again")
