from multiprocessing import Pipe
from multiprocessing.connection import Connection

if __name__ == "__main__":
    a, b = Pipe()
    print(isinstance(a, Connection))
    a.send_bytes(b"hello world")
    a.send_bytes(b"hello world", 6)
    a.send_bytes(b"hello world", 2, 3)
    a.send_bytes(bytearray(b"array"))
    a.send_bytes(b"")
    for _ in range(5):
        print(b.recv_bytes())
    a.send_bytes(b"into")
    room = bytearray(6)
    print(b.recv_bytes_into(room, 1), room)
    for arguments in ((b"abc", 5), (b"abc", -1), (b"abc", 1, 5), (b"abc", 0, -1)):
        try:
            a.send_bytes(*arguments)
        except ValueError as error:
            print(error)
    a.send_bytes(b"too long")
    try:
        b.recv_bytes(3)
    except OSError as error:
        print(error, b.closed)
