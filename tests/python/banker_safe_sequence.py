available = [3, 3, 2]
maximum = [[7, 5, 3], [3, 2, 2], [9, 0, 2], [2, 2, 2], [4, 3, 3]]
allocation = [[0, 1, 0], [2, 0, 0], [3, 0, 2], [2, 1, 1], [0, 0, 2]]
need = [[m - a for m, a in zip(*rows)] for rows in zip(maximum, allocation)]
print("need", need)
sequence = []
while len(sequence) < len(need):
    for process, row in enumerate(need):
        if process not in sequence and all(n <= free for n, free in zip(row, available)):
            available = [free + held for free, held in zip(available, allocation[process])]
            sequence.append(process)
            print(f"P{process} can finish, available is now {available}")
            break
    else:
        print("not safe")
        break
print("safe sequence:", " -> ".join(f"P{process}" for process in sequence))
