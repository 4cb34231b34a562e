words = "to be or not to be that is the question".split()
unique = set(words)
print(sorted(unique), len(unique), "be" in unique)
print(sorted(unique & {"be", "the", "a"}), sorted(set("mississippi")))
seen, order = set(), []
for word in words:
    if word not in seen:
        seen.add(word)
        order.append(word)
print(order)
