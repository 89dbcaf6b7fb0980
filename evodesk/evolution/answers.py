"""Reading an answer's body, which may be as long as a stranger likes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from evodesk.errors import NotEvolution

if TYPE_CHECKING:
    import httpx

OnBytes = Callable[[int, int], None]
"""How many bytes have come, and of how many; 0 when the server does not say."""


async def read(
    answer: httpx.Response, limit: int, host: str, on_bytes: OnBytes | None = None
) -> bytes:
    """Raises NotEvolution beyond `limit` bytes, and what httpx raises."""
    told = answer.headers.get("content-length", "")
    total = int(told) if told.isdecimal() else 0
    chunks, size = [], 0
    async for chunk in answer.aiter_bytes():
        chunks.append(chunk)
        size += len(chunk)
        if size > limit:
            raise NotEvolution(host=host)
        if on_bytes is not None:
            on_bytes(size, total)
    return b"".join(chunks)
