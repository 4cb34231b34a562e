# Classes that hold data.
from dataclasses import asdict, astuple, dataclass, field, fields, is_dataclass, replace


@dataclass
class Task:
    name: str
    priority: int = 5
    tags: list = field(default_factory=list)

    def urgent(self):
        return self.priority < 3


@dataclass(order=True)
class Job:
    rank: int
    name: str = field(compare=False)
    note: str = field(default="", repr=False)


@dataclass
class Account:
    owner: str
    balance: float = 0.0
    history: list = field(default_factory=list, init=False)

    def __post_init__(self):
        self.owner = self.owner.title()
        self.history.append(self.balance)


@dataclass
class Savings(Account):
    rate: float = 0.1


task = Task("wash", tags=["home"])
print(task, task == Task("wash", 5, ["home"]), task != Task("dry"), task.urgent(), Task("a").tags is Task("b").tags)
print(sorted([Job(2, "b"), Job(1, "z"), Job(1, "a")]), Job(1, "a") < Job(2, "b"), Job(1, "x") == Job(1, "y"))
print(Account("ann"), Savings("bob", 10, 0.5), [each.name for each in fields(Savings)])
print(asdict(task), astuple(task), replace(task, name="dry"), is_dataclass(task), is_dataclass(Task), is_dataclass(3))
print(Task.__match_args__, Job.__doc__)


@dataclass
class Tree:
    value: int
    children: list = field(default_factory=list)


tree = Tree(1, [Tree(2), Tree(3, [Tree(4)])])
print(tree)
print(asdict(tree))
tree.children.append(tree)
print(tree)
match task:
    case Task(name="wash", priority=number):
        print("matched", number)
