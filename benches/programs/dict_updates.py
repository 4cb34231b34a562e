def main():
    counts = {}
    for number in range(300_000):
        key = number % 1000
        counts[key] = counts.get(key, 0) + 1
    return len(counts)


print(main())
