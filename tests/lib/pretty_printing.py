# Long values over several lines.
from dataclasses import dataclass
from pprint import pformat, pp, pprint


@dataclass
class Worker:
    name: str
    jobs: list


pprint({"b": 1, "a": [1, 2]})
pprint({"workers": [{"name": f"worker-{i}", "jobs": list(range(i * 3))} for i in range(5)], "empty": [], "none": None})
pprint(list(range(40)), compact=True, width=50)
pprint([["deep", ["deeper", ["deepest"]]], 1], depth=2)
pprint(("a" * 30, "b" * 30, "c" * 30), indent=4)
pprint("the quick brown fox jumps over the lazy dog " * 3, width=40)
pprint(Worker("ann", ["something rather long to do"] * 4))
pp({"b": 1, "a": 2})
print(pformat({3, 1, 2}), pformat((1,)), pformat({}))
