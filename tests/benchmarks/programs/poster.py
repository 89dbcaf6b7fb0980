"""Posts webhooks as Evolution API sends them, over connections that stay open: `poster URL FIRST
COUNT CONNECTIONS`. FIRST: the number of the first message. The bodies are made before the clock
runs."""

from __future__ import annotations

import asyncio
import sys
import time
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tests.benchmarks.programs.frames import webhook
from tests.benchmarks.programs.telling import tell

if TYPE_CHECKING:
    from collections.abc import Iterator


def requests(path: str, numbers: range) -> Iterator[bytes]:
    for number in numbers:
        body = webhook(number)
        yield (
            f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json, text/plain, */*"
            "\r\nContent-Type: application/json\r\nUser-Agent: axios/1.12.2\r\n"
            "Accept-Encoding: gzip, compress, deflate, br\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        ).encode() + body


async def post(port: int, waiting: Iterator[bytes], statuses: Counter[str]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for request in waiting:
        writer.write(request)
        answer = await reader.readuntil(b"\r\n\r\n")
        statuses[answer[9:12].decode()] += 1
    writer.close()


async def post_all(url: str, numbers: range, connections: int) -> None:
    target = urlsplit(url)
    assert target.port is not None
    waiting = iter(list(requests(target.path, numbers)))
    statuses = Counter[str]()
    began = time.monotonic()
    await asyncio.gather(*(post(target.port, waiting, statuses) for _ in range(connections)))
    tell(seconds=time.monotonic() - began, statuses=statuses)


if __name__ == "__main__":
    first, count, connections = map(int, sys.argv[2:])
    asyncio.run(post_all(sys.argv[1], range(first, first + count), connections))
