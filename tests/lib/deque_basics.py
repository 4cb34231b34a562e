# A queue with two ends.
from collections import deque

line = deque([1, 2, 3])
line.append(4)
line.appendleft(0)
print(line, len(line), line[0], line[-1], 2 in line)
print(line.pop(), line.popleft(), line)
line.extend([7, 8])
line.extendleft([9, 10])
line.rotate(2)
print(line, list(reversed(line)))
line.remove(7)
last = deque(maxlen=3)
for number in range(6):
    last.append(number)
print(last, last.maxlen, line.maxlen, list(line), line.count(2), line.index(3))
line.clear()
print(line, bool(line), deque("ab") == deque("ab"), deque("ab", 5))
try:
    line.popleft()
except IndexError as error:
    print("IndexError:", error)
