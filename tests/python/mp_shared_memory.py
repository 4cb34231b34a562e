from multiprocessing import Process, shared_memory


def change(name):
    block = shared_memory.SharedMemory(name)
    block.buf[0] = 100
    block.buf[1:4] = b"xyz"
    block.close()


if __name__ == "__main__":
    block = shared_memory.SharedMemory(create=True, size=4096)
    print(block.name.startswith("psm_"), block.size, str(block)[:18])
    block.buf[:5] = b"hello"
    p = Process(target=change, args=(block.name,))
    p.start()
    p.join()
    print(bytes(block.buf[:5]), block.buf[0], len(block.buf))
    try:
        shared_memory.SharedMemory(create=True, size=1, name=block.name)
    except FileExistsError as error:
        print(error.strerror)
    block.close()
    block.unlink()
    try:
        shared_memory.SharedMemory(block.name)
    except FileNotFoundError as error:
        print(error.strerror)
    for arguments in ({"create": True}, {"size": 1}, {"create": True, "size": -1}):
        try:
            shared_memory.SharedMemory(**arguments)
        except ValueError as error:
            print(error)
