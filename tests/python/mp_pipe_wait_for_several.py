from multiprocessing import Pipe
from multiprocessing.connection import wait

if __name__ == "__main__":
    pairs = [Pipe(False) for _ in range(3)]
    readers = [reader for reader, _ in pairs]
    print(wait(readers, timeout=0.01))
    pairs[1][1].send("one")
    print([readers.index(reader) for reader in wait(readers)])
    pairs[2][1].send("two")
    print([readers.index(reader) for reader in wait(readers)])
    print([reader.recv() for reader in wait(readers)])
    for _, writer in pairs:
        writer.close()
    while readers:
        for reader in wait(readers):
            try:
                reader.recv()
            except EOFError:
                readers.remove(reader)
    print("all closed")
