"""A whole session without a window, and beside it the bare requests: `session URL KEY FOLDER`.

`switch NAME SIDE` and `bulk SIDE` (every instance), `recover NAME MESSAGES`; `bare-switch NAME
SIDE`, `bare-bulk SIDE` and `bare-history NAME MESSAGES`. Each tells the seconds it took.
"""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections import Counter
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

os.environ["QT_API"] = "pyside6"

import httpx
import orjson
import qasync
from PySide6.QtWidgets import QApplication

from evodesk import app
from evodesk.domain.instance import Server
from evodesk.domain.reception import Side
from evodesk.domain.switch import Phase, Wish
from evodesk.live.address import OwnAddress
from evodesk.live.arrivals import Arrivals
from evodesk.live.bulk import BulkLine, Fate
from evodesk.live.feed import Feed
from evodesk.live.session import Parts, Session
from evodesk.secrets import Seal, Vault
from evodesk.store.media_cache import MediaCache
from evodesk.store.store import Store
from evodesk.switching.switcher import AT_ONCE
from evodesk.tasks import Tasks
from tests.benchmarks.programs.asking import questions
from tests.benchmarks.programs.telling import tell

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable

    from evodesk.domain.switch import Progress

CACHE_BYTES = 10_000_000


@asynccontextmanager
async def living(url: str, key: str, folder: Path) -> AsyncIterator[tuple[Session, str]]:
    """When every instance was read; with it where our webhooks lead. Nobody listens there."""
    store = Store.open(folder / "evodesk.db", folder / "media", Seal(Vault.in_memory()))
    tasks = Tasks()
    feed = Feed(store.messages, store.media, tasks)
    server = Server("bench", url, "bench")
    address = OwnAddress({server.id: await store.certain.secret(server.id)})
    address.port = 9
    arrivals = Arrivals(address.is_ours)
    parts = Parts(store, feed, address, arrivals, MediaCache(folder / "cache", CACHE_BYTES))
    session = Session(server, key, parts, await store.certain.times(server.id))
    session.open()
    while not session.directory.all or not all(each.reception for each in session.directory.all):
        await asyncio.sleep(0.01)
    await asyncio.sleep(1)
    yield session, address.url_for(server) or ""
    await session.close()
    await tasks.close()
    store.database.close()


async def switch(session: Session, name: str, side: Side) -> float:
    """Until the proof: what is recovered afterwards has a row of its own."""
    proven: list[float] = []
    show = session.directory.show_progress

    def look(progress: Progress) -> None:
        show(progress)
        if progress.phase is Phase.RECOVER:
            proven.append(time.monotonic())

    session.directory.show_progress = look  # type: ignore[method-assign]
    began = time.monotonic()
    await session.switchboard.switch(Wish(name, side))
    session.directory.show_progress = show  # type: ignore[method-assign]
    return proven[0] - began


async def bulk(session: Session, side: Side) -> float:
    """All of them, each to its end."""
    ended = asyncio.Event()
    fates = Counter[Fate]()

    def count(line: BulkLine) -> None:
        fates[line.fate] += 1

    session.bulk.changed.connect(count)
    session.bulk.ended.connect(ended.set)
    wishes = [Wish(each.name, side) for each in session.directory.all]
    began = time.monotonic()
    session.bulk.start(wishes)
    await ended.wait()
    took = time.monotonic() - began
    session.bulk.changed.disconnect(count)
    assert fates[Fate.DONE] == len(wishes), fates
    return took


async def bare_switch(client: httpx.AsyncClient, name: str, side: Side, hook: str) -> None:
    """The two writes and the two reads, one after the other."""
    events = ["MESSAGES_UPSERT"]
    webhook = {"enabled": side is Side.WEBHOOK, "url": hook, "events": events}
    bodies = {
        Side.WEBHOOK: {"webhook": webhook},
        Side.WEBSOCKET: {"websocket": {"enabled": side is Side.WEBSOCKET, "events": events}},
    }
    for each in (side.other, side):
        answer = await client.post(f"/{each.value}/set/{name}", json=bodies[each])
        answer.raise_for_status()
    for each in Side:
        (await client.get(f"/{each.value}/find/{name}")).raise_for_status()


async def bare_bulk(client: httpx.AsyncClient, names: list[str], side: Side, hook: str) -> None:
    waiting = list(names)

    async def work() -> None:
        while waiting:
            await bare_switch(client, waiting.pop(0), side, hook)

    await asyncio.gather(*(work() for _ in range(AT_ONCE)))


async def recover(session: Session, name: str, messages: int) -> None:
    found = await session.recovery.backfill.recover(name)
    assert found == messages, f"{found} messages were recovered"


async def bare_history(client: httpx.AsyncClient, name: str, messages: int) -> None:
    span = {"gte": "2020-01-01T00:00:00.000Z", "lte": "2100-01-01T00:00:00.000Z"}
    wish = {"where": {"messageTimestamp": span}, "page": 1, "offset": messages}
    answer = orjson.loads((await client.post(f"/chat/findMessages/{name}", json=wish)).content)
    assert len(answer["messages"]["records"]) == messages


async def timed(work: Awaitable[object]) -> float:
    began = time.monotonic()
    await work
    return time.monotonic() - began


async def live(url: str, key: str, folder: Path) -> None:
    headers = {"apikey": key}
    async with (
        httpx.AsyncClient(base_url=url, headers=headers, trust_env=False, timeout=60) as client,
        living(url, key, folder) as (session, hook),
    ):
        await client.get("/")
        tell(ready=True)
        async for words in questions():
            tell(seconds=await answer(words, session, client, hook))


async def answer(words: list[str], session: Session, client: httpx.AsyncClient, hook: str) -> float:
    match words:
        case ["switch", name, side]:
            return await switch(session, name, Side(side))
        case ["bare-switch", name, side]:
            return await timed(bare_switch(client, name, Side(side), hook))
        case ["bulk", side]:
            return await bulk(session, Side(side))
        case ["bare-bulk", side]:
            names = [each.name for each in session.directory.all]
            return await timed(bare_bulk(client, names, Side(side), hook))
        case ["recover", name, messages]:
            return await timed(recover(session, name, int(messages)))
        case ["bare-history", name, messages]:
            return await timed(bare_history(client, name, int(messages)))
    raise ValueError(words)


def main() -> None:
    sys.setswitchinterval(app.TURN)
    qt = QApplication(["evodesk"])
    with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(qt)) as runner:
        runner.run(live(sys.argv[1], sys.argv[2], Path(sys.argv[3])))


if __name__ == "__main__":
    main()
