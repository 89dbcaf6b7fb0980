"""The look at server and journal before anything is written."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evodesk.switching.plan import next_step

if TYPE_CHECKING:
    from evodesk.domain.reception import Reception, Remembered
    from evodesk.switching.protocols import Journal, ReceptionApi

FRESH = 1.0
"""Seconds in which what was read is as good as another reading."""


def is_fresh(asked_at: float) -> bool:
    """By time.monotonic."""
    return time.monotonic() - asked_at <= FRESH


@dataclass(frozen=True, slots=True)
class Found:
    reception: Reception
    remembered: Remembered
    asked_at: float
    """By time.monotonic."""

    def to_begin_with(self, target: Reception) -> Reception | None:
        """The first reading of the switch itself; None where it must read anew: time has passed,
        or the first write turns a side on, and a single reading that is wrong about the other
        would have both on."""
        step = next_step(self.reception, target)
        turns_off = step is not None and not step.turns_on
        return self.reception if turns_off and is_fresh(self.asked_at) else None


async def look(api: ReceptionApi, journal: Journal, server: str, instance: str) -> Found:
    """Raises ServerError, StoreError."""
    # One after the other: beside the requests, the database thread waits for the interpreter.
    remembered = await journal.remembered(server, instance)
    asked_at = time.monotonic()
    return Found(await api.reception(instance), remembered, asked_at)
