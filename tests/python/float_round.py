print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1.005, 2))
print(round(1234.5678, 2), round(1234.5678, -2), round(1234, -2), round(1250, -2), round(15, -1))
print(round(2.0), type(round(2.0)), round(2.0, 1), round(0.5), round(1.5), round(1e20))
print(round(-0.4), round(5.55, 1), round(1e16 + 1))
