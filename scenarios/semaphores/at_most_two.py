# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = { en = "At most two at once", zh = "最多两人同时" }
# question = { en = "Four visitors, and a room that two may use at a time. How many can be inside at once?", zh = "四位访客，一个同时只许两人使用的房间。里面最多会有几个人？" }
# topic = "semaphores"
# watch = ["most"]
#
# [tool.racewalk.fixes.semaphore]
# title = { en = "A semaphore with two permits at the door", zh = "在门口放一个有两个许可的信号量" }
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { most = [1, 2, 3, 4] }
# verdicts = []
#
# [[tool.racewalk.expect]]
# fixes = ["semaphore"]
# outcomes = { most = [1, 2] }
# verdicts = []
#
# [[tool.racewalk.moments]]
# line = 44
# say = { en = "The door. Each visitor that passes takes one permit, and gives it back when leaving.", zh = "这里是门口。进门拿走一个许可，出门时还回来。" }
# ask = { en = "Two visitors are inside. What does the third one do here?", zh = "里面已有两位访客。第三位到这里会怎样？" }
# answer = { en = "Without the semaphore, walk in. With it, wait: there are no permits left.", zh = "没有信号量，就直接走进去；有信号量，就等：许可已经用完。" }
#
# [[tool.racewalk.moments]]
# line = 49
# say = { en = "Leaving. The lock keeps the count right; it does not limit who is in the room.", zh = "离开。这把锁只保证计数正确，并不限制房间里有几个人。" }
# ///
"""A lock lets one in; a semaphore lets n in."""
import threading

seats = threading.Semaphore(2)
tally = threading.Lock()
inside = 0
most = 0


def visitor():
    global inside, most
    with seats:  # fix: semaphore
        with tally:
            inside += 1
            most = max(most, inside)
        with tally:
            inside -= 1


visitors = [threading.Thread(target=visitor) for _ in range(4)]
for thread in visitors:
    thread.start()
for thread in visitors:
    thread.join()
print("at most", most, "at once")
