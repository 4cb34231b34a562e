from multiprocessing import Pipe

if __name__ == "__main__":
    receiver, sender = Pipe(False)
    receiver.close()
    try:
        sender.send("nobody listens")
    except BrokenPipeError as error:
        print(type(error).__name__, error, error.errno)
