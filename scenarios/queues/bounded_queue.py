# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = { en = "A belt with two places", zh = "只有两个位置的传送带" }
# question = { en = "Two producers, two consumers, a queue for two items, and a None per consumer to say 'that was all'. How many of the four items are packed?", zh = "两个生产者，两个消费者，一个容量为二的队列；每个消费者收到一个 None 就下班。四件货会装好几件？" }
# topic = "queues"
# watch = ["packed"]
#
# [tool.racewalk.fixes.wait]
# title = { en = "Wait for the producers before sending None", zh = "先等生产者做完，再送 None" }
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { packed = [2, 3, 4] }
# verdicts = ["deadlock"]
#
# [[tool.racewalk.expect]]
# fixes = ["wait"]
# outcomes = { packed = [4] }
# verdicts = []
#
# [[tool.racewalk.moments]]
# line = 44
# say = { en = "The belt has two places. On a full belt put waits until a consumer has taken something.", zh = "传送带只有两个位置。放满以后，put 会一直等到有消费者取走一件。" }
#
# [[tool.racewalk.moments]]
# line = 62
# say = { en = "A poison pill: the consumer that takes it goes home.", zh = "这是一颗“毒丸”：谁取到它，谁就下班。" }
# ask = { en = "Both pills are taken while a producer still has three items to deliver. What happens to that producer?", zh = "两颗毒丸都被取走了，而生产者还有三件货要送。生产者会怎样？" }
# answer = { en = "Two items fit on the belt, the third waits for a place that nobody will ever free.", zh = "传送带放得下两件，第三件等的位置再也没有人来腾。" }
# ///
"""A poison pill that comes too early sends the consumers home before the work is done."""
import queue
import threading

belt = queue.Queue(maxsize=2)
boxes = []


def producer(name):
    for number in (1, 2):
        item = f"{name}{number}"
        belt.put(item)


def consumer():
    while True:
        item = belt.get()
        if item is None:
            break
        boxes.append(item)


producers = [threading.Thread(target=producer, args=(name,)) for name in "AB"]
consumers = [threading.Thread(target=consumer) for _ in range(2)]
for thread in producers + consumers:
    thread.start()
for thread in producers:
    thread.join()  # fix: wait
for _ in consumers:
    belt.put(None)
for thread in producers + consumers:
    thread.join()
packed = len(boxes)
print(packed, "items are packed")
