import sys
import traceback

try:
    {}["missing"]
except KeyError:
    kind, value, trace = sys.exc_info()
    print(kind.__name__, value, trace is not None)
    print(traceback.format_exc().splitlines()[-1])
print(sys.exc_info())
