from multiprocessing import Array, Process


def shout(text):
    text.value = text.value.upper()


if __name__ == "__main__":
    text = Array("c", b"hello")
    p = Process(target=shout, args=(text,))
    p.start()
    p.join()
    print(text.value, text[0], text[:], len(text))
    text.value = b"hi"
    print(text.value, text.raw, text[:])
    try:
        text.value = b"too long for it"
    except ValueError as error:
        print(error)
