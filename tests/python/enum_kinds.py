from enum import Enum, Flag, IntEnum, auto


class Level(IntEnum):
    LOW = 1
    HIGH = 5


class State(Enum):
    NEW = auto()
    RUNNING = auto()
    DONE = auto()
    FINISHED = DONE


class Access(Flag):
    READ = auto()
    WRITE = auto()
    BOTH = READ | WRITE


print(Level.HIGH > Level.LOW, Level.LOW + 1, sorted([Level.HIGH, Level.LOW]), Level.HIGH == 5, str(Level.LOW), f"{Level.HIGH}")
print([state.name for state in State], State.FINISHED is State.DONE, State.DONE.value, list(State.__members__))
print(Access.READ | Access.WRITE == Access.BOTH, Access.READ in Access.BOTH, (Access.BOTH & Access.READ).name, bool(Access.READ & Access.WRITE))
Animal = Enum("Animal", "CAT DOG")
print(Animal.DOG, Animal.DOG.value)
