import string

print(string.ascii_lowercase, string.ascii_uppercase, string.digits, string.punctuation, string.hexdigits, repr(string.whitespace))
print(string.capwords("the quick  fox"), string.Template("$name owes ${amount}$$").substitute(name="Ann", amount=5))
print(string.Template("$a $b").safe_substitute(a=1), len(string.ascii_letters), len(string.printable))
try:
    string.Template("$missing").substitute()
except KeyError as error:
    print(repr(error))
