"""How pushes go wrong on purpose: lost, doubled, overtaken, late; and rows that come late. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

OVERTAKEN_BY = 0.2
"""Seconds by which a reordered push comes late, so that others overtake it."""


@dataclass(frozen=True, slots=True)
class Disorder:
    """Probabilities from 0 to 1, and seconds by which every push (`delay`) and every row of the
    history (`store`) comes late. A push that is lost is stored all the same."""

    duplicate: float = 0.0
    drop: float = 0.0
    reorder: float = 0.0
    delay: float = 0.0
    store: float = 0.0
    seed: int = 0


def parse_disorder(body: dict[str, Any]) -> Disorder:
    """What is left out is 0. Raises TypeError or ValueError on anything else than numbers."""
    chances = {name: float(value) for name, value in body.items() if name != "seed"}
    return Disorder(**chances, seed=int(body.get("seed", 0)))


def copies(disorder: Disorder, draw: Callable[[], float]) -> list[float]:
    """How many seconds late each copy of a push leaves; no copy when it is lost.

    `draw` gives numbers from 0 to below 1 and is called three times, whatever they are.
    """
    lost, overtaken, doubled = (
        draw() < chance for chance in (disorder.drop, disorder.reorder, disorder.duplicate)
    )
    late = disorder.delay + (OVERTAKEN_BY if overtaken else 0.0)
    return [] if lost else [late] * (2 if doubled else 1)
