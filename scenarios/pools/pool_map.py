# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = { en = "Packed, sent, unpacked", zh = "打包、寄出、拆开" }
# question = { en = "A loop fills two boxes. A pool of processes fills two more. How many apples are in each two?", zh = "一个循环装满两个盒子，一个进程池再装两个。两边各有几个苹果？" }
# topic = "pools"
# watch = ["by_loop", "by_pool"]
#
# [tool.racewalk.fixes.keep]
# title = { en = "Keep what map returns", zh = "留下 map 返回的东西" }
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { by_loop = [2], by_pool = [0] }
# verdicts = []
#
# [[tool.racewalk.expect]]
# fixes = ["keep"]
# outcomes = { by_loop = [2], by_pool = [2] }
# verdicts = []
#
# [[tool.racewalk.moments]]
# line = 38
# say = { en = "Look in which process this is run. Its box is the parent's, or a copy that came through a pipe.", zh = "看看这一行在哪个进程里运行。盒子要么是父进程的，要么是从管道里来的副本。" }
#
# [[tool.racewalk.moments]]
# line = 52
# say = { en = "The pool is done: each box was packed, filled in a worker, packed again and sent back.", zh = "进程池做完了：每个盒子被打包，在工作进程里装好，再打包寄回来。" }
# ask = { en = "How many apples are in the boxes that main sent out?", zh = "main 寄出的那些盒子里有几个苹果？" }
# answer = { en = "None. The copies were filled; they are what map returned.", zh = "一个也没有。装的是副本，而副本就是 map 的返回值。" }
# ///
"""A pool of processes works on copies: what counts is what comes back."""
from multiprocessing import Pool


def fill(box):
    box.append("apple")
    return box


if __name__ == "__main__":
    boxes = [[], []]
    for box in boxes:
        fill(box)
    by_loop = sum(len(box) for box in boxes)

    boxes = [[], []]
    with Pool(2) as pool:
        filled = pool.map(fill, boxes)
    boxes = filled  # fix: keep
    by_pool = sum(len(box) for box in boxes)
    print("apples by loop:", by_loop, "by pool:", by_pool)
