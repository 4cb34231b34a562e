from multiprocessing import Pipe

if __name__ == "__main__":
    receiver, sender = Pipe(duplex=False)
    print(receiver.readable, receiver.writable, sender.readable, sender.writable)
    for function in (lambda: receiver.send(1), sender.recv, sender.poll, lambda: receiver.send_bytes(b"")):
        try:
            function()
        except OSError as error:
            print(type(error).__name__, error)
    sender.send("x")
    print(receiver.recv())
