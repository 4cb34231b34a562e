def compose(*functions):
    def run(value):
        for function in functions:
            value = function(value)
        return value

    return run


pipeline = compose(str.strip, str.title, lambda text: text + "!", len)
print(pipeline("  hello there "), compose()(5))
table = {"add": lambda a, b: a + b, "mul": lambda a, b: a * b, "max": max}
for name, function in table.items():
    print(name, function(3, 4))
