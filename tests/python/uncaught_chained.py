def read(table):
    try:
        return table["port"]
    except KeyError:
        raise ValueError("no port configured")


read({})
