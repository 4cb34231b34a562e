from collections import deque


def task(name, steps):
    for step in range(steps):
        print(name, step)
        yield
    return name


ready, results = deque([task("a", 2), task("b", 3), task("c", 1)]), []
while ready:
    current = ready.popleft()
    try:
        next(current)
    except StopIteration as stop:
        results.append(stop.value)
    else:
        ready.append(current)
print(results)
