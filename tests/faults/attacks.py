"""Single hostile attempts on the receiver and the control routes, as bytes on a new connection."""

from __future__ import annotations

import gzip
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.faults.bodies import event, unsigned
from tests.faults.wire import request

if TYPE_CHECKING:
    from collections.abc import Iterator

PREFIX = "/api/webhooks/evolution"
EVIL = "EVIL"
"""Begins the id of every message that must not be stored."""


@dataclass(frozen=True, slots=True)
class Attempt:
    name: str
    data: bytes
    answers: int = 1
    """How many are waited for."""


class OnReceiver:
    """Attempts that must not be let in; `secret` is the right one."""

    def __init__(self, secret: str, instance: str) -> None:
        self._secret = secret
        self._right = f"{PREFIX}/{secret}"
        self._instance = instance
        self._number = 0

    def all(self) -> Iterator[Attempt]:
        yield from self.wrong_secrets()
        yield from self.other_paths()
        yield from self.wrong_methods()
        yield from self.malformed()
        yield from self.bad_lengths()
        yield from self.bad_chunks()
        yield from self.header_floods()
        yield from self.encoded()
        yield from self.pipelined()
        yield from self.smuggled()
        yield from self.other_protocols()

    def wrong_secrets(self) -> Iterator[Attempt]:
        right = self._secret
        wrong = [
            *(secrets.token_urlsafe(32) for _ in range(50)),
            *(right[:length] for length in range(1, len(right), 3)),
            *(f"{right}{more}" for more in ("x", "%00", "%20", "%0d%0a", ".", "%C0%AF", "\udc80")),
            right.swapcase(), right[::-1], f"%00{right}", "..", ".", "%2e%2e", "' OR 1=1 --",
            "%F0%9F%94%91", "{secret}", "x" * 8000,
        ]  # fmt: skip
        for secret in wrong:
            yield self._post("wrong secret", f"{PREFIX}/{secret}")
        for header in ("Authorization: Bearer ", "X-Secret: ", "Cookie: secret="):
            yield self._post("secret elsewhere", f"{PREFIX}/x", f"{header}{right}")
        yield self._post("secret elsewhere", f"{PREFIX}?secret={right}")
        yield self._post("secret elsewhere", f"{PREFIX}/x?{right}")
        yield self._post("secret elsewhere", f"{PREFIX}/x/{right}")

    def other_paths(self) -> Iterator[Attempt]:
        up = [f"{PREFIX}/../evolution/{self._secret}", f"/{PREFIX}/{self._secret}"]
        files = ["/control.json", "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/.git/config"]
        known = ["/", "/api", "/api/report", "/docs", "/openapi.json", "/metrics", PREFIX, "*"]
        for path in (*up, *files, *known, f"{PREFIX}/", f"{PREFIX}//", "/" * 5000):
            yield self._post("other path", path)

    def wrong_methods(self) -> Iterator[Attempt]:
        for method in ("GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT",
                       "PROPFIND", "EVIL", "post"):  # fmt: skip
            yield Attempt("wrong method", request(self._right, self._body(), method=method))

    def malformed(self) -> Iterator[Attempt]:
        good = request(self._right, self._body())
        line = f"POST {self._right} HTTP/1.1".encode()
        for other in (
            f"POST {self._right}", f"POST {self._right} HTTP/0.9", f"POST {self._right} HTTP/3.0",
            f"POST {self._right} HTTP/1.1 x", f"POST{self._right} HTTP/1.1",
            f"POST {self._right}\0 HTTP/1.1", f"POST {self._right} ICE/1.1",
        ):  # fmt: skip
            yield Attempt("bad request line", good.replace(line, other.encode()))
        for header in ("no colon", "X : space", ": empty", "X\0Y: nul", "X: a\0b", "\tX: y",
                       "X: a\rb", "X\x80: y", "(X): y"):  # fmt: skip
            yield Attempt("bad header", request(self._right, self._body(), header))
        for junk in (
            b"\0" * 100, b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"EHLO x\r\n" * 3,
            b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"SSH-2.0-x\r\n", secrets.token_bytes(4096),
            b"{" + self._body(), b"\r\n" * 5000 + b"\x01", b"GET /\r\n\r\n",
        ):  # fmt: skip
            yield Attempt("no HTTP", junk)

    def bad_lengths(self) -> Iterator[Attempt]:
        for value in ("-1", "+5", "0x10", "1e3", "5,5", "5 5", "9" * 30, "", "٣", "5;x"):
            yield self._lengthless("bad length", f"Content-Length: {value}")
        yield self._lengthless("two lengths", "Content-Length: 5", "Content-Length: 6")
        yield self._lengthless("too long", f"Content-Length: {257 * 1024 * 1024}")

    def bad_chunks(self) -> Iterator[Attempt]:
        chunked = "Transfer-Encoding: chunked"
        for body in (
            b"xyz\r\n", b"-5\r\nhello\r\n0\r\n\r\n", b"5\r\nhello!!\r\n0\r\n\r\n",
            b"f" * 40 + b"\r\nx", b"5 5\r\nhello\r\n0\r\n\r\n", b"0x5\r\nhello\r\n0\r\n\r\n",
            b"5\nhello\n0\n\n", b"\r\n\r\n", b"5;" + b"x" * 200_000,
        ):  # fmt: skip
            head = request(self._right, b"", chunked, length=False)
            yield Attempt("bad chunk", head + body)
        yield Attempt("length and chunks", request(self._right, self._chunk(), chunked))
        for value in ("xchunked", "chunked, identity", "identity, chunked, x", "\x0bchunked"):
            head = request(self._right, b"", f"Transfer-Encoding: {value}", length=False)
            yield Attempt("bad coding", head + self._chunk())

    def header_floods(self) -> Iterator[Attempt]:
        many = [f"X-{number}: {'y' * 50}" for number in range(20_000)]
        yield Attempt("many headers", request(self._right, self._body(), *many))
        yield Attempt("long header", request(self._right, self._body(), f"X: {'y' * 2_000_000}"))
        yield Attempt("long path", request(f"{self._right}/{'y' * 2_000_000}", self._body()))

    def encoded(self) -> Iterator[Attempt]:
        bomb = gzip.compress(b" " * 50_000_000)
        for coding in ("gzip", "GZIP", "deflate", "br", "zstd", "gzip, gzip", "identity, gzip"):
            for body in (bomb, gzip.compress(self._body())):
                yield Attempt("encoded", request(self._right, body, f"Content-Encoding: {coding}"))
        twice = ("Content-Encoding: identity", "Content-Encoding: gzip")
        yield Attempt("encoded", request(self._right, bomb, *twice))

    def pipelined(self) -> Iterator[Attempt]:
        wrong = b"".join(request(f"{PREFIX}/wrong{number}", self._body()) for number in range(200))
        yield Attempt("pipelined", wrong, answers=200)
        hidden = request(self._right, self._body())
        yield Attempt("hidden in a body", request(f"{PREFIX}/wrong", hidden), answers=2)
        garbage = request(f"{PREFIX}/wrong", b"", method="GET") + b"\0garbage\r\n\r\n" + hidden
        yield Attempt("behind garbage", garbage, answers=3)

    def smuggled(self) -> Iterator[Attempt]:
        """What a proxy before us may take for something else than we do."""
        for heads in (
            ("Transfer-Encoding: chunked", "Transfer-Encoding: chunked"),
            ("Transfer-Encoding: chunked, chunked",), ("Transfer-Encoding:\r\n chunked",),
            ("Transfer-Encoding : chunked",), ('Transfer-Encoding: "chunked"',),
            ("Transfer-Encoding: chunked;q=1",),
            ("Transfer-Encoding: xchunked", "Content-Length: 5"),
            ("Transfer-Encoding: identity", "Content-Length: 5"),
        ):  # fmt: skip
            head = request(self._right, b"", *heads, length=False)
            yield Attempt("smuggled", head + self._chunk())
        body, same = self._body(), self._body()
        yield Attempt("smuggled", request(self._right, same, f"Content-Length: {len(same)}"))
        good = request(self._right, body)
        head, _, _ = good.partition(b"\r\n\r\n")
        yield Attempt("smuggled", head.replace(b"\r\n", b"\n") + b"\n\n" + body)
        yield Attempt("smuggled", good.replace(b"\r\nHost", b"\rX: y\r\nHost"))
        chunked = request(self._right, b"", "Transfer-Encoding: chunked", length=False)
        for size in (b"1%032x" % len(body), b"%x;a\n" % len(body)):
            yield Attempt("smuggled", chunked + size + b"\r\n" + body + b"\r\n0\r\n\r\n")
        yield Attempt("smuggled", chunked + b"%x\r\n%b0\r\n\r\n" % (len(body), body))

    def other_protocols(self) -> Iterator[Attempt]:
        """With the right secret, too: the parser leaves out the body of who asks for one."""
        for path in (self._right, f"{PREFIX}/wrong"):
            for wish in ("h2c", "websocket", "TLS/1.0"):
                headers = "Connection: Upgrade, HTTP2-Settings", f"Upgrade: {wish}"
                yield Attempt("upgrade", request(path, self._body(), *headers))
        for method, header in (("GET", "X-HTTP-Method-Override: POST"), ("GET", "Expect: x")):
            yield Attempt("override", request(self._right, self._body(), header, method=method))
        yield Attempt("authority", request("evil.example:80", self._body()))
        yield Attempt("no path", request("http://evil.example", self._body()))

    def not_signed(self, instance: str) -> Iterator[Attempt]:
        """`instance`: one whose webhooks are signed."""
        for number, header in enumerate(unsigned(self._secret)):
            body = event(f"{EVIL}S{number}", instance)
            yield Attempt("not signed", request(self._right, body, header))

    def _post(self, name: str, path: str, *headers: str) -> Attempt:
        return Attempt(name, request(path, self._body(), *headers))

    def _lengthless(self, name: str, *headers: str) -> Attempt:
        return Attempt(name, request(self._right, b"", *headers, length=False) + self._body())

    def _chunk(self) -> bytes:
        body = self._body()
        return b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)

    def _body(self) -> bytes:
        self._number += 1
        return event(f"{EVIL}{self._number}", self._instance)


def on_control(token: str, instance: str) -> Iterator[Attempt]:
    """Attempts that must change nothing and tell nothing; `token` is the right one."""
    switch = f"/api/instance-management/enable-websocket/{instance}"
    configure = f"/api/webhook-management/configure/{instance}"
    bearer, body = f"Authorization: Bearer {token}", b'{"confirm":true}'
    wrong = [
        "", "Bearer", "Bearer ", token, f"Basic {token}", f"bearer {token}", f"Bearer {token}x",
        f"Bearer {token[:-1]}", f"Bearer  {token}", f"Bearer {token.swapcase()}", "Bearer null",
        *(f"Bearer {secrets.token_urlsafe(32)}" for _ in range(50)),
    ]  # fmt: skip
    for path in (switch, "/api/report", "/", "/api/instance-management/connection-state/x"):
        for value in wrong:
            yield Attempt("wrong token", request(path, body, f"Authorization: {value}"))
        yield Attempt("no token", request(path, body))
        yield Attempt("token elsewhere", request(f"{path}?token={token}", body))
        yield Attempt("token elsewhere", request(path, body, f"Cookie: token={token}"))
    for host in (
        "evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "[::1]",
        "127.0.0.1@evil.example", "localhost:80@evil.example", "localhost.", "127.1",
        "2130706433", "evil.example#127.0.0.1", "0.0.0.0", "127.0.0.2", "",
    ):  # fmt: skip
        yield Attempt("foreign host", request(switch, body, bearer, host=host))
    for origin in ("https://evil.example", "http://127.0.0.1", "null", "file://", ""):
        for method in ("POST", "OPTIONS"):
            yield Attempt(
                "foreign page", request(switch, body, bearer, f"Origin: {origin}", method=method)
            )
    for method in ("GET", "PUT", "DELETE", "PATCH", "TRACE", "OPTIONS"):
        override = "X-HTTP-Method-Override: POST"
        yield Attempt("override", request(switch, body, bearer, override, method=method))
        yield Attempt("wrong method", request(switch, body, bearer, method=method))
    for path in (
        "/",
        "/control.json",
        "/../control.json",
        f"{switch}/../../x",
        "/api",
        f"/{switch}",
        f"{switch.rpartition('/')[0]}/..",
        f"{switch.rpartition('/')[0]}/%2e%2e",
        f"{switch.rpartition('/')[0]}/",
    ):
        yield Attempt("other path", request(path, body, bearer))
    for bad in (b"{", b"[]", b"\xff", b'{"confirm":1}', b'{"url":"ftp://x"}', b'{"events":[]}',
                b'{"url":"http://a b"}', b'{"url":"http://x:99999"}', b"[" * 60_000,
                b'{"events":["NONSENSE"]}', b'{"url":3}'):  # fmt: skip
        yield Attempt("bad body", request(configure, bad, bearer))
    yield Attempt("big body", request(configure, b" " * 200_000 + body, bearer))
    yield Attempt("unknown instance", request(f"{switch}x", body, bearer))
