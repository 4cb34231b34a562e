class Safe:
    def __init__(self):
        self.__code = 1234
        self._hint = "short"

    def open(self, code):
        return code == self.__code

    def __secret(self):
        return "secret"

    def tell(self):
        return self.__secret()


safe = Safe()
print(safe.open(1234), safe.tell(), sorted(safe.__dict__), safe._Safe__code)
try:
    safe.__code
except AttributeError as error:
    print(error)
