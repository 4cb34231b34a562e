from multiprocessing import Queue

if __name__ == "__main__":
    q = Queue()
    q.put(1)
    print(q.get())
    try:
        q.join_thread()
    except AssertionError:
        print("not closed yet")
    q.close()
    q.join_thread()
    for function in (lambda: q.put(2), q.get):
        try:
            function()
        except ValueError as error:
            print(str(error).split(" at ")[0], str(error).endswith("is closed"))
