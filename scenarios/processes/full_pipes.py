# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = { en = "Two long letters", zh = "两封长信" }
# question = { en = "Two processes write each other a long letter, and then read. Will both letters arrive?", zh = "两个进程互相写一封长信，写完再读。两封信都能到吗？" }
# topic = "processes"
# watch = ["received"]
#
# [tool.racewalk.fixes.read_first]
# title = { en = "One of the two reads before it writes", zh = "其中一方先读再写" }
#
# [[tool.racewalk.expect]]
# fixes = []
# verdicts = ["deadlock"]
#
# [[tool.racewalk.expect]]
# fixes = ["read_first"]
# outcomes = { received = [1000000] }
# verdicts = []
#
# [[tool.racewalk.moments]]
# line = 39
# say = { en = "A pipe holds only so much. What does not fit waits here until the other side reads.", zh = "管道只装得下这么多。装不下的就在这里等，直到对方来读。" }
# ask = { en = "Both letters are longer than a pipe, and both sides are writing. Who will read?", zh = "两封信都比管道长，双方都在写。谁来读？" }
# answer = { en = "Nobody. Each will read as soon as it has finished writing, and neither can finish.", zh = "没有人。双方都打算写完就读，可谁也写不完。" }
#
# [[tool.racewalk.moments]]
# event = "deadlock"
# say = { en = "Two full pipes, two writers, no reader.", zh = "两条满的管道，两个写的，没有一个读的。" }
# ///
"""A pipe that is full makes its writer wait; two of them make both wait for ever."""
from multiprocessing import Pipe, Process

letter = b"x" * 1_000_000


def write(end):
    end.send_bytes(letter)


def read(end):
    return len(end.recv_bytes())


def ben(end):
    order = [write, read]
    order = [read, write]  # fix: read_first
    for act in order:
        act(end)


if __name__ == "__main__":
    annas_end, bens_end = Pipe()
    friend = Process(target=ben, args=(bens_end,))
    friend.start()
    write(annas_end)
    received = read(annas_end)
    friend.join()
    print(received, "characters from Ben")
