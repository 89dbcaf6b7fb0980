"""What becomes of a program that cannot begin: the person is told, and decides."""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from evodesk.errors import Damaged, EvodeskError
from evodesk.store.setting_aside import set_aside
from evodesk.tasks import Tasks

if TYPE_CHECKING:
    from collections.abc import Callable

    from evodesk.leaving import Leaving
    from evodesk.program import Program
    from evodesk.ui.shell import Shell

log = logging.getLogger(__name__)


class Mending:
    def __init__(self, shell: Shell, leaving: Leaving) -> None:
        self._shell = shell
        self._leaving = leaving

    async def mend(self, error: EvodeskError, *, is_final: bool = False) -> bool:
        """Whether it is worth another try; False: the person, or the system, wants to quit.
        A damaged file is set aside only when the person said so."""
        wanted = asyncio.Event()
        sheet = self._shell.ask_trouble(error, is_final=is_final)
        sheet.accepted.connect(wanted.set)
        sheet.rejected.connect(self._leaving.ask)
        await _first_of(wanted, self._leaving.left)
        if self._leaving.left.is_set():
            return False
        if isinstance(error, Damaged):
            return await self._set_aside(Path(error.values["path"]))
        return True

    async def _set_aside(self, path: Path) -> bool:
        try:
            kept = await asyncio.to_thread(set_aside, path, datetime.now())
        except EvodeskError as error:
            return await self.mend(error)
        log.warning("a damaged file was set aside as %s", kept.name)
        self._shell.notices.tell_set_aside(kept)
        return True


async def opened(make: Callable[[], Program], mending: Mending | None) -> Program:
    """Tried anew for as long as somebody can mend what is wrong. Raises EvodeskError."""
    while True:
        program = make()
        try:
            await program.open()
            return program
        except EvodeskError as error:
            log.error("evodesk cannot begin: %s", error)
            await program.close()
            if mending is None or not await mending.mend(error):
                raise
        except BaseException:
            await program.close()
            raise


async def _first_of(*events: asyncio.Event) -> None:
    tasks = Tasks()
    waiting = [tasks.start(event.wait(), name="decision") for event in events]
    await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    await tasks.close()
