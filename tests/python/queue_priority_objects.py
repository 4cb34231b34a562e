import dataclasses
import queue
from typing import Any


@dataclasses.dataclass(order=True)
class Job:
    priority: int
    payload: Any = dataclasses.field(compare=False)


jobs = queue.PriorityQueue()
for priority, payload in ((2, {"b"}), (1, {"a"}), (2, {"c"})):
    jobs.put(Job(priority, payload))
print([jobs.get() for _ in range(3)][0], jobs.qsize())
