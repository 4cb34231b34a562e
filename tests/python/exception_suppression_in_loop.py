total, bad = 0, []
for text in ["1", "two", "3", "", "5"]:
    try:
        total += int(text)
    except ValueError:
        bad.append(text)
        continue
    finally:
        print("seen", repr(text))
print(total, bad)
