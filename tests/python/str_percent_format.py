print("%d items, %s, %r, %5.2f%%" % (3, "text", "quoted", 12.345))
print("%5d|%-5d|%05d|%+d|%x|%X|%o|%e|%g|%c|%c" % (42, 42, 42, 42, 255, 255, 8, 12345.678, 0.0001, "A", 66))
print("%s" % [1, 2], "%s %s" % ("a", None), "%(name)s is %(age)d" % {"name": "Ada", "age": 36})
print("%.3s|%10s|%-10s|%%" % ("abcdef", "right", "left"))
print("%*d" % (6, 42), "%#x %#o" % (255, 8), "%i" % 3.9)
for attempt in (lambda: "%d" % "x", lambda: "%d %d" % 1, lambda: "%d" % (1, 2), lambda: "%(a)s" % {}):
    try:
        attempt()
    except (TypeError, KeyError) as error:
        print(type(error).__name__, error)
