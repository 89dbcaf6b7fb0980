"""HTTP POST to this computer over kept-alive connections; nothing else is ever contacted."""

from __future__ import annotations

import asyncio
import ipaddress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import httptools

OPEN_AT_ONCE = 200
"""Connections at the same time; the real server has no bound, file descriptors have one."""


@dataclass(frozen=True, slots=True)
class Target:
    host: str
    port: int
    path: str
    authority: str
    """What the URL says in front of the path, for the Host header."""


def loopback_target(url: str) -> Target | None:
    """Where a POST may really go: plain HTTP on this computer, or None."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or 80
        address = "127.0.0.1" if host == "localhost" else host
        if parts.scheme != "http" or not ipaddress.ip_address(address).is_loopback:
            return None
    except ValueError:
        return None
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    authority = parts.netloc.rpartition("@")[2]
    return Target(address, port, path.replace(" ", "%20"), authority)


def head(target: Target, headers: dict[str, str], length: int) -> bytes:
    """The lines before the body, in the order in which axios sends them.

    contract: 05_events_evolution_channel/text
    """
    lines = [
        f"POST {target.path} HTTP/1.1",
        "Accept: application/json, text/plain, */*",
        "Content-Type: application/json",
        *(f"{name}: {value}" for name, value in headers.items()),
        "User-Agent: axios/1.12.2",
        f"Content-Length: {length}",
        "Accept-Encoding: gzip, compress, deflate, br",
        f"Host: {target.authority}",
        "Connection: keep-alive",
    ]
    flat = [line.replace("\r", " ").replace("\n", " ") for line in lines]
    return "\r\n".join([*flat, "", ""]).encode("utf-8")


class Poster:
    """Give it a body, get a status. Connections left idle are used again."""

    def __init__(self) -> None:
        self._idle: dict[tuple[str, int], list[_Line]] = {}
        self._room = asyncio.Semaphore(OPEN_AT_ONCE)

    async def post(self, target: Target, headers: dict[str, str], body: bytes) -> int:
        """The status of the answer. Raises OSError when there is none."""
        async with self._room:
            line = await self._line(target)
            kept = False
            try:
                status, kept = await line.exchange(head(target, headers, len(body)), body)
            finally:
                if kept:
                    self._idle.setdefault((target.host, target.port), []).append(line)
                else:
                    line.writer.close()
        return status

    def close(self) -> None:
        for lines in self._idle.values():
            for line in lines:
                line.writer.close()
        self._idle.clear()

    async def _line(self, target: Target) -> _Line:
        idle = self._idle.get((target.host, target.port), [])
        while idle:
            line = idle.pop()
            if not line.reader.at_eof() and not line.writer.is_closing():
                return line
            line.writer.close()
        return _Line(*await asyncio.open_connection(target.host, target.port))


@dataclass(frozen=True, slots=True)
class _Line:
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def exchange(self, lines: bytes, body: bytes) -> tuple[int, bool]:
        """(status, whether the connection can be used again)"""
        self.writer.write(lines)
        self.writer.write(body)
        await self.writer.drain()
        answer = _Answer()
        while answer.status is None:
            received = await self.reader.read(65536)
            if not received:
                raise ConnectionResetError("no complete answer")
            try:
                answer.parser.feed_data(received)
            except httptools.HttpParserError as error:
                raise ConnectionResetError("not an HTTP answer") from error
        return answer.status, answer.kept


class _Answer:
    """httptools tells whether a connection is kept only while the answer ends."""

    status: int | None = None
    kept = False

    def __init__(self) -> None:
        self.parser: Any = httptools.HttpResponseParser(self)

    def on_message_complete(self) -> None:
        self.status = self.parser.get_status_code()
        self.kept = self.parser.should_keep_alive()
