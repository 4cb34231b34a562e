import sys

print("a message goes to stderr, and the code is 1")
sys.exit("something went wrong")
