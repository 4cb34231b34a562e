name, count = "thread", 3
print(f"{name} {count} {count + 1} {name.upper()} {name!r} {count!s:>4}|")
print(f"{name=} {count=} {count * 2 = } {name = !s}")
print(f"{{literal}} {'nested ' + f'{count}'} {[n for n in range(count)]} { {'a': 1}['a'] }")
print(f"{'yes' if count > 2 else 'no'} {(lambda x: x * 2)(4)}" f" joined {name}")
print(f"""{name}
on two lines {count}""")
