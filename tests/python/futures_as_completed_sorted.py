from concurrent.futures import ThreadPoolExecutor, as_completed


def length(word):
    if word == "":
        raise ValueError("empty")
    return len(word)


words = ["race", "walk", "", "concurrency"]
lines = []
with ThreadPoolExecutor(max_workers=3) as executor:
    to_word = {executor.submit(length, word): word for word in words}
    for future in as_completed(to_word):
        word = to_word[future]
        try:
            lines.append(f"{word!r}: {future.result()}")
        except ValueError as error:
            lines.append(f"{word!r}: failed, {error}")
print("\n".join(sorted(lines)))

same = [future.result() for future in as_completed([f for f, w in to_word.items() if w == "race"] * 3)]
print(same)
