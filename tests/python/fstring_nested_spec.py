width, digits, value = 10, 3, 2.718281828
print(f"[{value:{width}.{digits}f}] [{value:<{width}}] [{'mid':^{width}}] [{42:0{width // 2}d}]")
for align in "<>^":
    print(f"[{'x':{align}5}]", end=" ")
print()
print(f"{'text':.2} {'text':>6.3} {True:5} {True!s:>6} {None!s:>6}")
