assert 1 + 1 == 2
assert [1], "never shown"
try:
    assert not True, "the message"
except AssertionError as error:
    print(repr(error), error)
try:
    assert 0
except AssertionError as error:
    print(repr(error), str(error) == "")
