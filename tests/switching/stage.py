"""A Switcher with everything around it made small: no waiting, every progress written down."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

from evodesk.domain.switch import SwitchRecord, SwitchState
from evodesk.switching.switcher import Hooks, Switcher
from tests.switching.samples import OUR_URL, is_ours

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from evodesk.domain.reception import Mode, Side
    from evodesk.domain.switch import Progress
    from evodesk.errors import EvodeskError
    from evodesk.switching.protocols import ReceptionApi
    from tests.fakes import FakeJournal

SERVER = "server-1"
INSTANCE = "oficina"


@dataclass
class Stage:
    journal: FakeJournal
    progress: list[Progress] = field(default_factory=list)
    awaited: list[Side] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    on_progress: Callable[[Progress], None] | None = None
    before_write: Callable[[str, Side], Awaitable[None]] | None = None
    recovered: int | EvodeskError = 7
    recoveries: int = 0
    told: Mode | None = None
    """The mode that the last switch said is true now."""

    def switcher(self, api: ReceptionApi, own_url: str | None = OUR_URL) -> Switcher:
        ticks = count(1000)
        return Switcher(
            api,
            self.journal,
            server=SERVER,
            clock=lambda: float(next(ticks)),
            is_ours=is_ours,
            own_url=lambda: own_url,
            hooks=Hooks(self._tell, self._before_write, self._recover, self.ended.append),
            patience=(0.0, 0.0),
        )

    @property
    def entry(self) -> SwitchRecord:
        return self.journal.entries[len(self.journal.entries)]

    def assert_closed(self) -> None:
        ends = {SwitchState.DONE, SwitchState.ROLLED_BACK, SwitchState.OVERTAKEN}
        for entry in self.journal.entries.values():
            assert entry.state in ends
            assert self.journal.ends[entry.id] is not None

    def _tell(self, progress: Progress) -> None:
        self.progress.append(progress)
        if self.on_progress is not None:
            self.on_progress(progress)

    async def _before_write(self, instance: str, side: Side) -> None:
        self.awaited.append(side)
        if self.before_write is not None:
            await self.before_write(instance, side)

    async def _recover(self, instance: str) -> int:
        self.recoveries += 1
        if isinstance(self.recovered, int):
            return self.recovered
        raise self.recovered
