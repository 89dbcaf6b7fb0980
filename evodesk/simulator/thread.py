"""The simulator in a thread of its own, for tests in the same process."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING, Any, Self

from evodesk.simulator.remote import Remote
from evodesk.simulator.server import Simulator
from evodesk.simulator.settings import Settings

if TYPE_CHECKING:
    from types import TracebackType


class SimulatorThread(Remote):
    """`with SimulatorThread(demo=True) as simulator:`; any field of Settings may be given.

    `url` and `key` are valid inside the block; the methods of Remote work from any thread.
    """

    def __init__(self, **settings: Any) -> None:
        self.settings = Settings(**settings)
        super().__init__("", self.settings.key)
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="simulator")
        self._loop: asyncio.AbstractEventLoop | None = None
        self._simulator: Simulator | None = None
        self._failure: BaseException | None = None

    def __enter__(self) -> Self:
        self._thread.start()
        self._ready.wait()
        if self._failure is not None:
            self._thread.join()
            raise RuntimeError("the simulator did not start") from self._failure
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._loop is not None and self._simulator is not None:
            self._loop.call_soon_threadsafe(self._simulator.stop)
        self._thread.join()

    def _serve(self) -> None:
        try:
            asyncio.run(self._run())
        except BaseException as error:
            self._failure = error
            if self._ready.is_set():
                raise
        finally:
            self._ready.set()

    async def _run(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._simulator = Simulator(self.settings)
        self.url = self._simulator.url
        await self._simulator.run(self._ready.set)
