import sys

try:
    try:
        sys.exit(1)
    finally:
        raise KeyError("replaces the exit")
except KeyError as error:
    print(error, repr(error.__context__))
sys.exit(0)
