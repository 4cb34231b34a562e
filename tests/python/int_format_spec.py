number = 1234567
print(f"{number:,} {number:_} {number:>12} {number:<12}| {number:^12}|")
print(f"{number:+d} {-number:+d} {number: d} {number:012d} {-number:012}")
print(f"{255:x} {255:X} {255:#x} {255:o} {255:#o} {255:b} {255:#010b} {65:c}")
print(f"{5:*^9} {5:=+6d} {-5:06d} {1000000000:_x}")
print(f"{3:.2f} {3:e} {0.5:%} {7:g}")
