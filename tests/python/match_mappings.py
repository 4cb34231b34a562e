def handle(event):
    match event:
        case {"type": "key", "code": int(code)}:
            return f"key {code}"
        case {"type": "click", "at": [x, y], **rest}:
            return f"click {x},{y} {rest}"
        case {"type": kind}:
            return f"unknown {kind}"
        case {}:
            return "some mapping"
        case _:
            return "no mapping"


for event in (
    {"type": "key", "code": 65},
    {"type": "key", "code": "A"},
    {"type": "click", "at": (1, 2), "button": "left"},
    {"type": "quit"},
    {},
    [],
):
    print(handle(event))
