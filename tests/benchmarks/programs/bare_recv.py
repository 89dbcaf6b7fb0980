"""Counts the frames of the stream with `websockets` alone: `bare_recv URL COUNT`."""

from __future__ import annotations

import asyncio
import sys
import time

from websockets.asyncio.client import connect

from tests.benchmarks.programs.frames import NAMESPACE
from tests.benchmarks.programs.telling import tell


async def count(url: str, frames: int) -> None:
    address = f"ws{url.removeprefix('http')}/socket.io/?EIO=4&transport=websocket"
    async with connect(
        address, proxy=None, compression=None, max_size=None, ping_interval=None
    ) as socket:
        await socket.recv()
        await socket.send(f"40{NAMESPACE},")
        await socket.recv()
        for _ in range(frames):
            await socket.recv()
        tell(done=time.monotonic())


if __name__ == "__main__":
    asyncio.run(count(sys.argv[1], int(sys.argv[2])))
