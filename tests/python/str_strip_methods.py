print(repr("  pad \t\n".strip()), repr("  pad ".lstrip()), repr("  pad ".rstrip()))
print("xxabcxx".strip("x"), "abcba".strip("ab"), "www.example.com".lstrip("w."))
print("test_file.py".removeprefix("test_"), "test_file.py".removesuffix(".py"), "abc".removeprefix("x"))
