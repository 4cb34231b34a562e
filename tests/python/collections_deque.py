from collections import deque

line = deque([1, 2, 3])
line.append(4)
line.appendleft(0)
line.extend("ab")
line.extendleft("xy")
print(line, len(line), line.pop(), line.popleft(), line[0], line[-1])
line.rotate(2)
print(line)
line.rotate(-1)
line.remove(2)
line.insert(1, "new")
line.reverse()
print(line, line.count(1), line.index(4), 3 in line)
short = deque(maxlen=3)
for number in range(6):
    short.append(number)
print(short, short.maxlen, list(short), deque("ab") + deque("c"), deque([1]) == deque([1]))
for attempt in (lambda: deque().pop(), lambda: deque().popleft(), lambda: short[9], lambda: short.remove(77)):
    try:
        attempt()
    except (IndexError, ValueError) as error:
        print(type(error).__name__, error)
