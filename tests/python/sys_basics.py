import sys

print(sys.version_info >= (3, 8), sys.version_info.major, sys.maxsize, sys.byteorder, isinstance(sys.argv, list), len(sys.argv))
print(sys.getswitchinterval() > 0, sys.getrecursionlimit(), isinstance(sys.platform, str), sys.implementation.name)
sys.stdout.write("written\n")
print(sys.stdout.write("12345\n"))
sys.stderr.write("to stderr\n")
sys.stdout.flush()
print(sys.getsizeof([]) > 0, sys.float_info.max > 1e308, sys.exc_info())
