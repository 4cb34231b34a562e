import threading


def greet(greeting, *names, mark="."):
    print(greeting, *names, mark)


for arguments in (("Hello", "Ann"), ("Hi", "Bo", "Cy")):
    thread = threading.Thread(target=greet, args=arguments, kwargs={"mark": "!"})
    thread.start()
    thread.join()
thread = threading.Thread(target=greet, args=["list is fine"])
thread.start()
thread.join()
