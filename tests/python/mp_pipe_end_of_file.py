from multiprocessing import Pipe, Process


def send(connection):
    for number in range(3):
        connection.send(number)
    connection.close()


if __name__ == "__main__":
    receiver, sender = Pipe(False)
    p = Process(target=send, args=(sender,))
    p.start()
    sender.close()
    while True:
        try:
            print(receiver.recv())
        except EOFError as error:
            print(repr(error))
            break
    p.join()
    print(receiver.poll())
    receiver.close()
    print(receiver.closed)
    for function in (receiver.recv, receiver.poll, receiver.fileno, lambda: receiver.send(1)):
        try:
            function()
        except OSError as error:
            print(error)
    receiver.close()
