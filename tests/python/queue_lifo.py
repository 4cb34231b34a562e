import queue

stack = queue.LifoQueue(maxsize=3)
for number in range(3):
    stack.put(number)
print(stack.full(), [stack.get() for _ in range(3)], stack.empty())
