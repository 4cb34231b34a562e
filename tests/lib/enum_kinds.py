# Members that are numbers, texts and bits.
from enum import Enum, Flag, IntEnum, IntFlag, StrEnum, auto


class Level(IntEnum):
    LOW = 1
    HIGH = 5


class Word(StrEnum):
    YES = auto()
    No = auto()
    MAYBE = "perhaps"


class Letter(str, Enum):
    A = "a"
    B = "b"


class Permission(Flag):
    READ = auto()
    WRITE = auto()
    RUN = auto()
    EDIT = READ | WRITE
    ALL = READ | WRITE | RUN


class Bits(IntFlag):
    A = 1
    B = 2
    C = 4


print(Level.LOW < Level.HIGH, Level.LOW + 1, str(Level.LOW), repr(Level.LOW), f"{Level.HIGH:03d}", Level(5), max(Level))
print(sorted([Level.HIGH, Level.LOW]), {1: "one"}[Level.LOW], Level.LOW == 1, "%d %s" % (Level.LOW, Level.LOW))
print([str(word) for word in Word], repr(Word.YES), Word.MAYBE + "!", Word("perhaps").name, f"{Word.No:>4}")
print(Letter.A == "a", Letter.A, repr(Letter.A), Letter("b"), Letter.A.upper())
print(list(Permission), Permission.READ | Permission.RUN, repr(Permission.READ | Permission.RUN), repr(Permission(0)), Permission(0))
print(~Permission.READ, Permission.READ in Permission.EDIT, Permission.RUN in Permission.EDIT, list(Permission.ALL))
print(Permission(5), (Permission.READ | Permission.RUN).name, len(Permission), bool(Permission.READ & Permission.WRITE))
print(Permission.READ ^ Permission.EDIT, Permission.EDIT.value, (Permission.READ | Permission.RUN) is Permission(5))
print(Bits.A | Bits.B, repr(Bits.A | Bits.B), repr(Bits.A | 8), repr(~Bits.A), Bits.A + 1, repr(Bits.A & 3), list(Bits.A | Bits.C))
for wrong in (lambda: Permission(8), lambda: Permission.READ | 1, lambda: Level(7)):
    try:
        wrong()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
