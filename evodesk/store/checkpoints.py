"""Brings what was committed out of the WAL into the file, and onto the disk, beside the writing.

Left to SQLite, a commit does it whenever the WAL has grown to a certain size: whoever waits for
that commit waits for the disk, and until then, for hours on a quiet day, a power cut may take what
was acknowledged.
"""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from evodesk.errors import StoreError

if TYPE_CHECKING:
    from evodesk.store.database import Database

log = logging.getLogger(__name__)

PAUSE = 1.0
"""Seconds after a write. What came within them a power cut may take."""
RETRY = 60.0
"""Seconds until the next try after an error."""


class Checkpoints:
    """Of one database. `run` does its work in the background."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def run(self) -> None:
        """Ends by being cancelled only. What cannot be done now is tried again later."""
        while True:
            await self._database.written.wait()
            await asyncio.sleep(PAUSE)
            self._database.written.clear()
            try:
                if not await self._database.checkpoint():
                    self._database.written.set()
            except StoreError as error:
                log.error("what was written could not be put on the disk: %s", error)
                self._database.written.set()
                await asyncio.sleep(RETRY)
