"""The types of C's numbers: by themselves, and for shared memory."""
import ctypes
import multiprocessing
from ctypes import c_bool, c_char, c_double, c_int, sizeof

number = c_int(7)
print(number, number.value, bool(number), bool(c_int()))
number.value = 2**31
print(number.value, ctypes.c_ubyte(300).value, ctypes.c_long(-1).value, ctypes.c_ulong(-1).value)
print(c_double(2).value, ctypes.c_float(0.1).value, c_bool([]), c_bool(3).value, c_char(b"x"))
print([sizeof(kind) for kind in (c_bool, c_char, ctypes.c_short, c_int, ctypes.c_int64, c_double)])
print(ctypes.c_longlong is ctypes.c_long, ctypes.c_int32 is c_int, ctypes.c_size_t is ctypes.c_ulong)
for wrong in (1.5, "1", None):
    try:
        c_int(wrong)
    except TypeError as error:
        print(error)

total = multiprocessing.Value(c_int, 5)
total.value += 1
print(total, total.value)
flag = multiprocessing.Value(c_bool)
print(flag.value)
flag.value = "yes"
print(flag.value, flag)
print(multiprocessing.Value(c_double, 1).value, multiprocessing.Value(c_char, b"a").value)
numbers = multiprocessing.Array(c_int, 3)
numbers[1] = -4
print(numbers[:], len(numbers))
text = multiprocessing.Array(c_char, b"hello")
print(text.value, text.raw)
flags = multiprocessing.Array(c_bool, [1, 0, 2])
print(flags[:])
print(multiprocessing.RawValue("i", 3).value)
for wrong in ("?", "x"):
    try:
        multiprocessing.Value(wrong)
    except TypeError as error:
        print(error)
