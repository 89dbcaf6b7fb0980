"""What people ask of one instance beside a switch; where it comes to a switch, the Switchboard is
asked for it.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from evodesk.domain.drift import wish_for
from evodesk.errors import EvodeskError, NothingStored

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evodesk.domain.reception import Reception
    from evodesk.evolution.api import Api
    from evodesk.live.directory import Directory
    from evodesk.live.drifts import Drifts
    from evodesk.live.kept import Kept
    from evodesk.live.storing import Storing
    from evodesk.live.switchboard import Switchboard
    from evodesk.switching.switcher import Switcher
    from evodesk.tasks import Tasks


class Requests(QObject):
    """Of one server."""

    restarted = Signal(str)
    """Instance: the server accepted a restart."""
    refused = Signal(str, object)
    """Instance, EvodeskError: what was asked for could not be done."""

    def __init__(
        self,
        api: Api,
        directory: Directory,
        drifts: Drifts,
        kept: Kept,
        storing: Storing,
        switchboard: Switchboard,
        switcher: Switcher,
        tasks: Tasks,
    ) -> None:
        super().__init__()
        self._api = api
        self._directory = directory
        self._drifts = drifts
        self._kept = kept
        self._storing = storing
        self._switchboard = switchboard
        self._switcher = switcher
        self._tasks = tasks

    def restart(self, instance: str) -> None:
        self._tasks.start(self._restart(instance), name=f"restart {instance}")

    def keep(self, instance: str) -> None:
        """What somebody else changed there may stay."""
        if (drift := self._drifts.of(instance)) is not None:
            self._tasks.start(self._keep(instance, drift.found), name=f"keep {instance}")

    def reapply(self, instance: str) -> None:
        """Put back what was there before somebody else changed it."""
        if (wish := self._drifts.wish(instance)) is not None:
            self._switchboard.request(wish)

    def restore(self, instance: str) -> None:
        """Have again what was there before evodesk, or before the last takeover."""
        known = self._directory.get(instance)
        if known is None or known.original is None:
            return
        if (wish := wish_for(instance, known.original.reception)) is not None:
            self._switchboard.request(replace(wish, restores=True))

    def watch(self, instance: str, wanted: bool) -> None:
        """Whether its messages are to be seen although they go to another system; kept."""
        self._tasks.start(self._watch(instance, wanted), name=f"watch {instance}")

    async def _restart(self, instance: str) -> None:
        with self._refusing(instance):
            await self._api.restart(instance)
            self.restarted.emit(instance)

    async def _keep(self, instance: str, found: Reception) -> None:
        with self._refusing(instance):
            await self._switcher.accept(instance, found)
            self._directory.show_drift(instance, None)

    async def _watch(self, instance: str, wanted: bool) -> None:
        with self._refusing(instance):
            if wanted and not self._storing.may_keep():
                raise NothingStored(instance=instance)
            await self._kept.watch(instance, wanted)

    @contextmanager
    def _refusing(self, instance: str) -> Iterator[None]:
        """What cannot be done is told."""
        try:
            yield
        except EvodeskError as error:
            self.refused.emit(instance, error)
