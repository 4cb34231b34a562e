# Annotations are accepted and mean nothing to the run.
from __future__ import annotations

import typing
from typing import (TYPE_CHECKING, Any, Callable, ClassVar, Dict, Generic, Iterator, List, NamedTuple, NewType, Optional,
                    Protocol, Tuple, TypedDict, TypeVar, Union, cast, overload, runtime_checkable)

T = TypeVar("T")
UserId = NewType("UserId", int)


class Stack(Generic[T]):
    limit: ClassVar[int] = 10

    def __init__(self) -> None:
        self.items: List[T] = []

    def push(self, item: T) -> None:
        self.items.append(item)

    def pop(self) -> Optional[T]:
        return self.items.pop() if self.items else None


class Pair(NamedTuple):
    left: int
    right: int = 5

    def total(self) -> int:
        return self.left + self.right


class Movie(TypedDict, total=False):
    title: str
    year: int


@runtime_checkable
class Duck(Protocol):
    def quack(self) -> str: ...


class Mallard:
    def quack(self) -> str:
        return "quack"


@overload
def double(x: int) -> int: ...
@overload
def double(x: str) -> str: ...
def double(x):
    return x * 2


def walk(step: Callable[[int], bool], names: Dict[str, List[int]], pair: Tuple[int, ...], other: Union[int, str, None] = None) -> Iterator[Any]:
    yield from names


stack = Stack[int]()
stack.push(1)
print(stack.items, stack.pop(), stack.pop(), Stack.limit)
print(Pair(1), Pair(1, 2).total(), Pair._fields, Pair(1) == (1, 5))
print(Movie(title="Heat", year=1995), type(Movie()).__name__)
print(isinstance(Mallard(), Duck), isinstance(3, Duck), TYPE_CHECKING)
print(double(2), double("a"), UserId(7), cast(str, 5), list(walk(bool, {"a": []}, (1,))))
print(List[int], Optional[int], Union[int, str], Dict[str, int], Callable[[int], bool], Any, T, Tuple[int, ...])
print(typing.get_args(Dict[str, int]), typing.get_origin(List[int]))
