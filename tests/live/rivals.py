"""Messages between processes: some come late and want the same as others, some stop to read, and somebody may be killed."""
import multiprocessing
import random
import threading
import time

multiprocessing.set_start_method("fork")
COUNT = 40


def moment():
    return random.random() / 500


def produce(name, items):
    time.sleep(moment())
    for number in range(COUNT):
        items.put((name, number))
        if random.random() < 0.05:
            time.sleep(moment() / 10)


def consume(items, got):
    """Comes in between: another has had all to itself so far."""
    time.sleep(moment() * 2)
    got.send([items.get() for _ in range(COUNT // 2)])


def cross(first, second):
    """Has one queue to itself, and then wants the other's."""
    for _ in range(COUNT // 2):
        first.get()
    second.get()


def echo(end, other):
    other.close()
    try:
        while True:
            end.send(end.recv())
    except EOFError:
        pass


def leave(end):
    """Reads a little and is gone."""
    for _ in range(random.randrange(8)):
        end.recv()


def talk(ours):
    """Several at once, and back again; large ones among them."""
    for _ in range(6):
        sent = [b"x" * random.choice([1, 10, 30_000]) for _ in range(random.randrange(1, 3))]
        for message in sent:
            ours.send(message)
        assert [ours.recv() for _ in sent] == sent
    ours.close()


def write(end, reader):
    """Into a pipe that nobody may read any more."""
    try:
        for number in range(100):
            end.send(number)
        reader.join()
        end.send("too late")
    except BrokenPipeError:
        return
    raise AssertionError("nobody was there to read")


def main():
    items = multiprocessing.Queue()
    got, give = multiprocessing.Pipe(duplex=False)
    ours, theirs = multiprocessing.Pipe()
    others = [multiprocessing.Process(target=produce, args=(name, items)) for name in "ab"]
    others.append(multiprocessing.Process(target=consume, args=(items, give)))
    left, right = multiprocessing.Queue(), multiprocessing.Queue()
    for number in range(COUNT // 2 + 1):
        left.put(number)
        right.put(number)
    others.append(multiprocessing.Process(target=cross, args=(left, right)))
    others.append(multiprocessing.Process(target=cross, args=(right, left)))
    for process in others:
        process.start()
    out_of, into = multiprocessing.Pipe(duplex=False)
    reader = multiprocessing.Process(target=leave, args=(out_of,))
    reader.start()
    out_of.close()
    partner = multiprocessing.Process(target=echo, args=(theirs, ours))
    partner.start()
    theirs.close()
    threads = [
        threading.Thread(target=talk, args=(ours,)),
        threading.Thread(target=write, args=(into, reader)),
    ]
    for thread in threads:
        thread.start()
    mine = [items.get() for _ in range(COUNT)]
    second = []
    more = threading.Thread(target=lambda: second.extend(items.get() for _ in range(COUNT // 4)))
    more.start()
    third = [items.get() for _ in range(COUNT // 4)]
    more.join()
    theirs = got.recv()
    for share in (mine, second, third, theirs):
        for name in "ab":
            numbers = [number for who, number in share if who == name]
            assert numbers == sorted(numbers), numbers
    everything = sorted(mine + second + third + theirs)
    assert everything == [(name, number) for name in "ab" for number in range(COUNT)], everything
    for worker in [*threads, *others, reader, partner]:
        worker.join()
    print("the end")


if __name__ == "__main__":
    main()
