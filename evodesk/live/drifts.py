"""Tells where somebody else changed what we left at the server. Nothing is ever put back by itself.

Each Reception that was read is compared with the stored baseline; an instance without one is met
for the first time, and what it has becomes its baseline.
"""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

from evodesk.domain.drift import next_drift, wish_for
from evodesk.errors import EvodeskError

if TYPE_CHECKING:
    from collections.abc import Callable

    from evodesk.domain.drift import Drift
    from evodesk.domain.reception import Reception
    from evodesk.domain.switch import Wish
    from evodesk.live.directory import Directory
    from evodesk.store.baselines import Baselines

log = logging.getLogger(__name__)


class Drifts:
    """Of one server. What is found goes into the Directory."""

    def __init__(
        self,
        server: str,
        baselines: Baselines,
        directory: Directory,
        touched_since: Callable[[str, float], bool],
    ) -> None:
        """`touched_since`: see Switchboard; what a switch of ours changes is no drift."""
        self._server = server
        self._baselines = baselines
        self._directory = directory
        self._touched_since = touched_since

    async def compare(self, name: str, reception: Reception, asked_at: float) -> None:
        """What was asked for at `asked_at` (time.monotonic)."""
        try:
            await self._compare(name, reception, asked_at)
        except EvodeskError as error:
            log.error("%s could not be compared with what was left: %s", name, error)

    def wish(self, name: str) -> Wish | None:
        """To have the baseline again; None where it drifted from nothing that could be wished."""
        drift = self.of(name)
        return wish_for(name, drift.baseline.reception) if drift is not None else None

    def of(self, name: str) -> Drift | None:
        known = self._directory.get(name)
        return known.drift if known else None

    async def _compare(self, name: str, reception: Reception, asked_at: float) -> None:
        now = time.time()
        baseline = await self._baselines.of(self._server, name)
        if self._touched_since(name, asked_at):
            return
        if baseline is None:
            await self._baselines.discover(self._server, name, reception, now)
        drift = next_drift(baseline, reception, self.of(name), now) if baseline else None
        self._directory.show_drift(name, drift)
