from typing import Any, Callable, Optional, Union


def total(values: list[int], start: "Missing" = 0) -> Optional[int]:
    result: int = start
    for value in values:
        result += value
    return result or None


ready: bool
ratio: Union[int, float] = 1.5
action: Callable[[int], Any] = print
print(total([1, 2]), total([]), ratio, total("", start=3))
action("called")
