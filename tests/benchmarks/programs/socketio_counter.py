"""Counts the events of the stream with `socketio.AsyncClient`: `socketio_counter URL COUNT`."""

from __future__ import annotations

import asyncio
import sys
import time

import socketio

from tests.benchmarks.programs.frames import NAMESPACE
from tests.benchmarks.programs.telling import tell


async def count(url: str, events: int) -> None:
    client = socketio.AsyncClient(websocket_extra_options={"max_msg_size": 0})
    seen = 0
    done = asyncio.Event()

    async def on_event(_payload: object) -> None:
        nonlocal seen
        seen += 1
        if seen == events:
            done.set()

    client.on("messages.upsert", on_event, namespace=NAMESPACE)
    await client.connect(url, namespaces=[NAMESPACE], transports=["websocket"])
    await done.wait()
    tell(done=time.monotonic())
    await client.disconnect()


if __name__ == "__main__":
    asyncio.run(count(sys.argv[1], int(sys.argv[2])))
