def main():
    pieces = []
    for number in range(100_000):
        pieces.append(str(number) + ",")
    return len("".join(pieces))


print(main())
