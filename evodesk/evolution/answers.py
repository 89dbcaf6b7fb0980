"""Reading an answer's body, which may be as long as a stranger likes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evodesk.errors import NotEvolution

if TYPE_CHECKING:
    import httpx


async def read(answer: httpx.Response, limit: int, host: str) -> bytes:
    """Raises NotEvolution beyond `limit` bytes, and what httpx raises."""
    chunks, size = [], 0
    async for chunk in answer.aiter_bytes():
        chunks.append(chunk)
        size += len(chunk)
        if size > limit:
            raise NotEvolution(host=host)
    return b"".join(chunks)
