def read(lines):
    for line in lines:
        yield line.strip()


def grep(word, lines):
    return (line for line in lines if word in line)


def number(lines):
    yield from (f"{n}: {line}" for n, line in enumerate(lines, 1))


text = [" lock taken ", "waiting", " lock released\n"]
for line in number(grep("lock", read(text))):
    print(line)


def flatten(items):
    for item in items:
        if isinstance(item, list):
            yield from flatten(item)
        else:
            yield item


print(list(flatten([1, [2, [3, [4]], 5], []])))
