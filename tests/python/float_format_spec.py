value = 3.14159265
print(f"{value:.2f} {value:.0f} {value:8.3f}| {value:<8.1f}| {value:+.1f} {value:08.2f}")
print(f"{value:e} {value:.2e} {value:E} {value:g} {value:.3g} {1e10:g} {1e-7:g} {100000.0:g} {1000000.0:g}")
print(f"{0.256:.1%} {1:.0%} {1234567.891:,.2f} {1234567.891:_.1f}")
print(f"{0.5:.0f} {1.5:.0f} {2.5:.0f} {1e100:.3e} {0.1:.20f}")
print(f"{float('inf'):.2f} {float('nan'):8} {-0.0:.1f} {1.0:#.0f}")
print(f"{1.0} {1e20} {value!r:>12} {1.5:n} {2.0:.3}")
