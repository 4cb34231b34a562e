from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any, ClassVar, Final, Generic, Literal, NamedTuple, Optional, Protocol, TypeVar, cast

T = TypeVar("T")
LIMIT: Final = 3


class Box(Generic[T]):
    count: ClassVar[int] = 0

    def __init__(self, item: T) -> None:
        self.item = item

    def get(self) -> Optional[T]:
        return self.item


class Speaks(Protocol):
    def speak(self) -> str: ...


class Point(NamedTuple):
    x: int
    y: int = 0


def numbers(mode: Literal["a", "b"], then: Callable[[int], Any] | None = None) -> Iterator[int]:
    yield from range(LIMIT)


boxes: dict[str, Box[int]] = {"a": Box(1), "b": Box[int](2)}
thread: threading.Thread
print([box.get() for box in boxes.values()], list(numbers("a")), cast(int, "x"), Point(1), Point(1, 2).y)
