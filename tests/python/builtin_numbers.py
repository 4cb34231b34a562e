print(abs(-3), abs(-2.5), round(3.7), pow(2, 3), pow(2, 3, 5), divmod(17, 5), divmod(-17, 5.0))
print(chr(97), ord("a"), hex(255), bin(10), oct(8), int("11", 2), float("1e3"), bool("x"), str(1.0))
print(hash(5), hash(2.0) == hash(2), hash(-1), hash(2**61 - 1), hash(True), hash(0.5), hash(10**20) == hash(1e20))
