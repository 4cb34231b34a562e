from multiprocessing import Manager, Process


def note(book, key):
    book[key] = key * key


if __name__ == "__main__":
    with Manager() as manager:
        book = manager.dict()
        processes = [Process(target=note, args=(book, key)) for key in range(4)]
        for p in processes:
            p.start()
        for p in processes:
            p.join()
        print(sorted(book.items()), len(book), 2 in book, book.get(9, "none"))
        print(dict(sorted(book.items())), sorted(book), sorted(book.keys()), sorted(book.values()))
        try:
            book["missing"]
        except KeyError as error:
            print("KeyError", error)
        del book[0]
        book.update({"a": 1})
        print(book.pop("a"), book.setdefault("s", 5), sorted(map(str, book.copy())))
        print(type(book).__name__, repr(book).split(" at ")[0])
        book.clear()
        print(book)
