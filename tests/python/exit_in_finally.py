import sys


def work():
    try:
        sys.exit(4)
    finally:
        print("cleaning up")


work()
