# /// script
# requires-python = ">=3.11"
#
# [tool.racewalk]
# title = { en = "Two cooks, two orders", zh = "两个厨师，两份订单" }
# question = { en = "Two cooks take two orders. Each order needs a salad, which one of the same cooks has to make. Does everybody eat?", zh = "两个厨师接两份订单，每份都要一份沙拉，而沙拉也由这两个厨师来做。大家都吃得上吗？" }
# topic = "pools"
# watch = ["meals"]
#
# [tool.racewalk.fixes.third_cook]
# title = { en = "Hire one more cook than there are orders", zh = "厨师比订单多雇一个" }
#
# [tool.racewalk.fixes.own_pool]
# title = { en = "Salads have a cook of their own", zh = "沙拉另有专门的厨师" }
#
# [[tool.racewalk.expect]]
# fixes = []
# outcomes = { meals = [2] }
# verdicts = ["deadlock"]
#
# [[tool.racewalk.expect]]
# fixes = ["third_cook"]
# outcomes = { meals = [2] }
# verdicts = []
#
# [[tool.racewalk.expect]]
# fixes = ["own_pool"]
# outcomes = { meals = [2] }
# verdicts = []
#
# [[tool.racewalk.expect]]
# fixes = ["third_cook", "own_pool"]
# outcomes = { meals = [2] }
# verdicts = []
#
# [[tool.racewalk.moments]]
# line = 61
# say = { en = "This cook puts the salad into the line and waits for it.", zh = "这个厨师把沙拉排进队里，然后等它做好。" }
# ask = { en = "The other cook is here too. Who makes the salads?", zh = "另一个厨师也站在这里。沙拉谁来做？" }
# answer = { en = "Nobody: both salads are in the line, and both cooks wait for them.", zh = "没有人：两份沙拉都在排队，两个厨师都在等沙拉。" }
#
# [[tool.racewalk.moments]]
# event = "deadlock"
# say = { en = "No lock is held here. The workers themselves are what everybody waits for.", zh = "这里没有谁拿着锁。大家等的就是工作线程本身。" }
# ///
"""A task that waits for another task of its own pool can starve the pool."""
from concurrent.futures import ThreadPoolExecutor

size = 2
size = 3  # fix: third_cook
cooks = ThreadPoolExecutor(size)
helpers = cooks
helpers = ThreadPoolExecutor(1)  # fix: own_pool


def make_salad():
    return "salad"


def cook(order):
    salad = helpers.submit(make_salad)
    return order + " with " + salad.result()


orders = [cooks.submit(cook, order) for order in ("fish", "rice")]
meals = len([order.result() for order in orders])
print(meals, "meals are served")
