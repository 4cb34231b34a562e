five = 5
attempts = [
    lambda: 1 + None,
    lambda: [] + (),
    lambda: "a" - "b",
    lambda: {} + {},
    lambda: -"x",
    lambda: ~1.5,
    lambda: 1 < "2",
    lambda: [] < {},
    lambda: "3" * "4",
    lambda: 5 @ 6,
    lambda: 1 in 2,
    lambda: len(five),
    lambda: five(),
    lambda: five[0],
    lambda: iter(five),
    lambda: None < None,
    lambda: 1.5 << 1,
    lambda: {}[[]],
    lambda: {[]},
]
for attempt in attempts:
    try:
        attempt()
    except TypeError as error:
        print(error)
