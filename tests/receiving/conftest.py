from __future__ import annotations

from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Protocol

import httpx
import pytest

from evodesk.receiving.connection import Patience
from evodesk.receiving.serving import Listener

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.types import ASGIApp


class Serve(Protocol):
    async def __call__(self, app: ASGIApp, patience: Patience = ..., /) -> int: ...


_PATIENCE = Patience()


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    """Serves an application until the test ends; its port."""
    async with AsyncExitStack() as stack:

        async def start(app: ASGIApp, patience: Patience = _PATIENCE) -> int:
            at_once = getattr(app, "at_once", None)
            listener = Listener(app, at_once=at_once, grace=0.1, patience=patience)
            port = await listener.start()
            stack.push_async_callback(listener.stop)
            return port

        yield start


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(trust_env=False, timeout=5) as client:
        yield client
