"""One running switch: its phases, told as they change, and whether it can still be called off."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from evodesk.domain.switch import Phase, Progress
from evodesk.errors import SwitchCancelled

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from evodesk.domain.reception import Reception, Side


class Run:
    """`seen` is what the server last showed; None when the last try to read it failed."""

    def __init__(
        self,
        instance: str,
        side: Side,
        clock: Callable[[], float],
        on_progress: Callable[[Progress], None],
    ) -> None:
        self.instance = instance
        self.seen: Reception | None = None
        self._side = side
        self._clock = clock
        self._on_progress = on_progress
        self._started_at = clock()
        self._phase = Phase.KEEP
        self._done: dict[Phase, float] = {}
        self._rolling_back = False
        self._cancelled = False
        self._preparing: asyncio.Timeout | None = None

    def enter(self, phase: Phase) -> None:
        if phase is not self._phase:
            self._done[self._phase] = self._clock()
            self._phase = phase
        self.tell()

    def turn_back(self) -> None:
        self._rolling_back = True
        self.tell()

    def tell(self) -> None:
        done = tuple((phase, at) for phase, at in self._done.items() if phase is not self._phase)
        self._on_progress(
            Progress(
                self.instance,
                self._side,
                self._started_at,
                self._phase,
                done,
                self._rolling_back,
            )
        )

    @asynccontextmanager
    async def preparing(self) -> AsyncIterator[None]:
        """The part that can be called off. Raises SwitchCancelled if it was."""
        try:
            async with asyncio.timeout(None) as self._preparing:
                yield
        except TimeoutError:
            if not self._cancelled:
                raise
        finally:
            self._preparing = None
        if self._cancelled:
            raise SwitchCancelled(instance=self.instance)

    def cancel(self) -> bool:
        """False when it is too late."""
        if self._preparing is None:
            return False
        self._cancelled = True
        self._preparing.reschedule(asyncio.get_running_loop().time())
        return True
