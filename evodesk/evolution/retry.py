"""Whether an error is worth another try, and when. Nothing else decides about that."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from evodesk.errors import NameNotFound, ProxyFailed, ServerFailed, TimedOut, Unreachable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evodesk.errors import EvodeskError

_FIRST = 1.0
_LONGEST = 30.0


def backoff() -> Iterator[float]:
    """Seconds until the next try, for ever: growing to 30, each shortened at random by up to half,
    so that many windows do not come back at the same moment."""
    delay = _FIRST
    while True:
        yield delay * random.uniform(0.5, 1.0)
        delay = min(delay * 2, _LONGEST)


def heals_by_itself(error: EvodeskError) -> bool:
    """True: the way to the server is broken for now. False: somebody has to change something."""
    return isinstance(error, Unreachable | NameNotFound | TimedOut | ProxyFailed | ServerFailed)
