"""How a switch ended, as values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from evodesk.domain.reception import Mode
from evodesk.domain.switch import Failure
from evodesk.errors import EvodeskError, SwitchFailed

if TYPE_CHECKING:
    from evodesk.domain.reception import Reception, Side


@dataclass(frozen=True, slots=True)
class Outcome:
    """Proven by reading back."""

    instance: str
    side: Side
    reception: Reception
    recovered: int = 0
    """Messages that came in between and were read back."""


def failed(instance: str, cause: str, seen: Reception | None, *, undone: bool) -> SwitchFailed:
    """`seen`: what the server showed last; None when it could not be read."""
    return SwitchFailed(
        instance=instance,
        cause=cause,
        mode=seen.mode if seen else "",
        undone="yes" if undone else "no",
    )


def failure_of(error: EvodeskError, instance: str, side: Side, at: float) -> Failure:
    """What went wrong, for the window: of a SwitchFailed the error behind it; of any other the
    error itself, nothing having been begun."""
    if not isinstance(error, SwitchFailed):
        return Failure(instance, side, error.code, tuple(error.values.items()), None, False, at)
    behind = error.__cause__
    values = behind.values if isinstance(behind, EvodeskError) else {}
    return Failure(
        instance=instance,
        side=side,
        code=error.values["cause"],
        values=tuple(values.items()),
        mode=Mode(error.values["mode"]) if error.values["mode"] else None,
        undone=error.values["undone"] == "yes",
        at=at,
    )
