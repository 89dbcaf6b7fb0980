"""The receiver over a real store, and beside it on the same qasync loop an endpoint that reads the
body and does nothing with it: `endpoints FOLDER`.

`gaps` begins to measure how long the loop does not react; `told` tells it, and how much was
stored. `rest` tells when neither garbage nor anything that is done behind the storing is left.
"""

from __future__ import annotations

import asyncio
import gc
import os
import sys
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

os.environ["QT_API"] = "pyside6"

import qasync
import uvicorn
from PySide6.QtWidgets import QApplication
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

from evodesk import app
from evodesk.doors import ReceiverDoor
from evodesk.live.address import OwnAddress
from evodesk.live.arrivals import Arrivals
from evodesk.live.feed import Feed
from evodesk.live.garbage import GarbageCollector
from evodesk.live.inbox import Inbox
from evodesk.receiving.receiver import PATH
from evodesk.secrets import Seal, Vault
from evodesk.store.store import Store
from evodesk.tasks import Tasks
from tests.benchmarks.programs.gaps import Gaps
from tests.benchmarks.programs.telling import asked, tell

if TYPE_CHECKING:
    from collections.abc import Generator

    from starlette.requests import Request

SERVER, SECRET = "bench", "s" * 43


async def read(request: Request) -> Response:
    await request.body()
    return Response()


class BareServer(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        yield


def bare_server() -> BareServer:
    """Starlette and httptools as they come, but for logging and signals."""
    routes = [Route(f"{PATH}/{{secret}}", read, methods=["POST"])]
    return BareServer(
        uvicorn.Config(
            Starlette(routes=routes),
            port=0,
            loop="none",
            http="httptools",
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
        )
    )


async def live(folder: Path) -> None:
    tasks, served = Tasks(), Tasks()
    store = Store.open(folder / "evodesk.db", folder / "media", Seal(Vault.in_memory()))
    tasks.start(store.messages.index.run(), name="index")
    tasks.start(store.checkpoints.run(), name="checkpoints")
    feed = Feed(store.messages, store.media, tasks)
    address = OwnAddress({SERVER: SECRET})
    door = ReceiverDoor(Inbox(feed, address, Arrivals(address.is_ours)), address)
    port = await door.open("127.0.0.1", 0)
    bare = bare_server()
    served.start(bare.serve(), name="bare")
    while not bare.started:
        await asyncio.sleep(0.01)
    bare_port = bare.servers[0].sockets[0].getsockname()[1]
    tell(**{name: f"http://127.0.0.1:{at}{PATH}/{SECRET}" for name, at in
            (("bare", bare_port), ("ours", port))})  # fmt: skip
    await answer_questions(store)
    bare.should_exit = True
    await served.settle()
    await door.close()
    await tasks.close()
    store.database.close()


async def answer_questions(store: Store) -> None:
    loop = asyncio.get_running_loop()
    questions: asyncio.Queue[str] = asyncio.Queue()

    def listen() -> None:
        for (word,) in asked():
            loop.call_soon_threadsafe(questions.put_nowait, word)
        loop.call_soon_threadsafe(questions.put_nowait, "")

    threading.Thread(target=listen, daemon=True).start()
    gaps = Gaps()
    while word := await questions.get():
        if word == "gaps":
            gaps.begin()
        elif word == "rest":
            await store.messages.index.finish()
            await store.database.checkpoint()
            gc.collect()
            tell()
        else:
            stored = (await store.messages.counts(SERVER)).stored
            tell(stored=stored, **gaps.end())


def main() -> None:
    sys.setswitchinterval(app.TURN)
    qt = QApplication(["evodesk"])
    collector = GarbageCollector()
    collector.start()
    with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(qt)) as runner:
        runner.run(live(Path(sys.argv[1])))
    collector.stop()


if __name__ == "__main__":
    main()
