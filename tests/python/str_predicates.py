for text in ("abc", "abc1", "123", "", " ", "½", "a b", "_x", "Ab", "\n"):
    print(
        repr(text),
        text.isalpha(),
        text.isdigit(),
        text.isalnum(),
        text.isspace(),
        text.isidentifier(),
        text.isnumeric(),
        text.isdecimal(),
        text.isprintable(),
        text.isascii(),
    )
