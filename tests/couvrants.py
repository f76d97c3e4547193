"""Few cases that show every value, in place of every combination of them."""

from collections.abc import Sequence
from typing import Any


def couvrir(*dimensions: Sequence[Any]) -> list[tuple[Any, ...]]:
    """As many cases as the longest dimension has values: each value of each is there at least once, and values that
    met in one lap of a shorter dimension do not meet again in the next.
    """
    return [
        tuple(values[(row + rank * (row // len(values))) % len(values)] for rank, values in enumerate(dimensions))
        for row in range(max(len(values) for values in dimensions))
    ]


def part(values: Sequence[Any], rang: int, parts: int) -> list[Any]:
    """One share in ``parts`` of ``values``, empty only as they are: the shares of all ranks hold every value."""
    return list(values[rang % parts :: parts] or (values and [values[rang % len(values)]]))
