import threading


def parse(text):
    print("parsing", text)
    print("half of it is", int(text) // 2)


for text in ("12", "twelve", "8"):
    thread = threading.Thread(target=parse, args=(text,), name=f"parser of {text}")
    thread.start()
    thread.join()
print("main has not noticed")
