"""Questions from standard input for a program that lives on a loop."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING

from tests.benchmarks.programs.telling import asked

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


async def questions() -> AsyncIterator[list[str]]:
    """The words of each line as it comes, until nobody speaks any more."""
    loop = asyncio.get_running_loop()
    lines: asyncio.Queue[list[str]] = asyncio.Queue()

    def listen() -> None:
        for words in asked():
            loop.call_soon_threadsafe(lines.put_nowait, words)
        loop.call_soon_threadsafe(lines.put_nowait, [])

    threading.Thread(target=listen, daemon=True).start()
    while words := await lines.get():
        yield words
