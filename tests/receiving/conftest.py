from __future__ import annotations

from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

import httpx
import pytest

from evodesk.receiving.serving import Listener

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from starlette.types import ASGIApp

    Serve = Callable[[ASGIApp], Awaitable[int]]


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    """Serves an application until the test ends; its port."""
    async with AsyncExitStack() as stack:

        async def start(app: ASGIApp) -> int:
            listener = Listener(app, grace=0.1)
            port = await listener.start()
            stack.push_async_callback(listener.stop)
            return port

        yield start


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(trust_env=False, timeout=5) as client:
        yield client
