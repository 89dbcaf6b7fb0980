"""What is measured: the rows of the table, and the figures that become one line of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from statistics import median
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


class Pair(NamedTuple):
    """One run of both sides, in the row's unit."""

    ours: float
    reference: float


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    unit: str
    direction: Literal["at least", "at most"]
    limit: float
    """Of the ratio of ours to the reference."""


@dataclass(frozen=True, slots=True)
class Benchmark:
    """Rows that come out of one measurement."""

    rows: tuple[Row, ...]
    measure: Callable[[], Mapping[str, Pair]]
    """One run: a pair for each row, ours and the reference measured in turn."""
    runs: int = 3


@dataclass(frozen=True, slots=True)
class Result:
    name: str
    ours: float
    reference: float
    unit: str
    ratio: float
    limit: float
    direction: str
    runs: int

    @property
    def met(self) -> bool:
        if self.direction == "at least":
            return self.ratio >= self.limit
        return self.ratio <= self.limit

    @property
    def line(self) -> str:
        verdict = "ok" if self.met else "MISSED"
        return (
            f"{self.name:<22} {self.ours:>12,.2f} {self.reference:>12,.2f} {self.unit:<9} "
            f"{self.ratio:>7.2f}  {self.direction} {self.limit:g}  {verdict}"
        )

    def as_json(self) -> dict[str, object]:
        return asdict(self)


def result_of(row: Row, pairs: Sequence[Pair]) -> Result:
    """The medians of both sides, and their ratio."""
    ours = median(pair.ours for pair in pairs)
    reference = median(pair.reference for pair in pairs)
    return Result(
        row.name,
        round(ours, 3),
        round(reference, 3),
        row.unit,
        round(ours / reference, 3),
        row.limit,
        row.direction,
        len(pairs),
    )
