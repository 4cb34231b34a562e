import atexit
import sys

atexit.register(print, "called after sys.exit")
sys.exit(7)
