print(0xFF, 0o17, 0b101, 1_000_000, 0XaB, 0b1111_0000)
print(-0, +5, --3, ~~7)
print(hex(255), oct(15), bin(5), hex(-255), bin(-2), oct(0))
