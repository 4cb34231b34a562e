for text in ("plain", "it's", 'say "hi"', "both ' and \"", "tab\t", "line\n", "back\\slash", "\x00\x1f", "é", "\u200b", "日本", "\x7f", "😀"):
    print(repr(text), len(text))
print(ascii("é日😀"), r"raw\n", "con" "cat", "A\x42\u0043\N{LATIN SMALL LETTER D}")
