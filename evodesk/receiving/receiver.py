"""Takes webhooks in: stores, then acknowledges.

An answer decides whether the event lives. The server drops it after 400, 401, 403, 404 and 422
and tries again after anything else, for about 20 minutes (contract:
06_webhook_retry/retry_matrix_fast_settings). So 401 is said to a wrong secret only, and not
before each server's `webhook/find` has shown the secret that we hold: after a reinstall it is we
who are wrong. An encoded body is the doing of something between, which can be
mended, and a signature that does not fit may have been made with a key that we have not read yet:
503. What the body says is never refused: a retry would bring the same again.
"""

from __future__ import annotations

import asyncio
import hmac
import logging
from contextlib import closing
from typing import TYPE_CHECKING, Protocol

from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse, Response

from evodesk.errors import StoreError
from evodesk.receiving.body import BodyTooBig, Limits, NoRoom, Room, read_body
from evodesk.receiving.signature import NotSigned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from starlette.types import Receive, Scope, Send

    from evodesk.receiving.connection import Answer
    from evodesk.receiving.whole import Request

    Headers = Iterable[tuple[bytes, bytes]]

log = logging.getLogger("evodesk.receiving")

PATH = "/api/webhooks/evolution"
MIB = 1024 * 1024
LIMITS = Limits(kept=128 * MIB, drained=256 * MIB)
PENDING = 64
ROOM = 256 * MIB


class Inbox(Protocol):
    def secrets(self) -> Iterable[tuple[str, str]]:
        """Server id and secret of the webhooks' path, of all that are taken now; none until all
        is ready."""
        ...

    def proven(self, server: str) -> bool:
        """Whether `webhook/find` has shown our current URL, with this secret."""
        ...

    def take(
        self,
        server: str,
        body: bytes,
        authorization: str,
        told: Callable[[StoreError | None], None],
    ) -> None:
        """Tells when the body is committed, or why it is not. Raises NotSigned."""
        ...

    async def note_too_big(self, server: str, size: int) -> None:
        """`size` in bytes. Raises StoreError."""
        ...


class Receiver:
    """An application that finds its way without a router and answers with responses made once:
    half of the time of a request went there."""

    def __init__(
        self, inbox: Inbox, *, limits: Limits = LIMITS, pending: int = PENDING, room: int = ROOM
    ) -> None:
        """`pending`: requests with the right secret in hand at once. `room`: bytes of all of
        them."""
        self._inbox = inbox
        self._limits = limits
        self._room = Room(room, pending)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        found = self._server_of(scope["method"], scope["path"], scope["headers"])
        if found is _WRONG_SECRET:
            log.info("refused: wrong secret")
        elif found is _ENCODED:
            log.warning("refused: something between encodes the bodies")
        try:
            response = await self._read(found, scope, receive) if isinstance(found, str) else found
        except ClientDisconnect:
            log.info("a sender left before the end of its body")
            return
        await response(scope, receive, send)

    def at_once(self, request: Request, answer: Answer) -> bool:
        """The short cut of nearly every webhook: it is let in, and its body is there already. All
        else (False) goes the long way; so does a target that would have to be decoded, which no
        secret needs. Who is too many is told here, as they come by the hundred while there is no
        time for them."""
        path, body = request.target.decode("latin-1"), request.body
        server = self._server_of(request.method.decode(), path, request.headers)
        if isinstance(server, Response) or len(body) > self._limits.kept:
            return False
        try:
            share = self._room.enter(len(body))
        except NoRoom:
            answer(_BUSY)
            return True

        def leave(response: Response) -> None:
            share.close()
            answer(response)

        try:
            self._store(server, request.headers, body, leave)
        except Exception:
            share.close()
            raise
        return True

    def _server_of(self, method: str, path: str, headers: Headers) -> str | Response:
        """Whose webhook it is, or why it is not let in. Logs nothing: either way asks it."""
        secret = _secret_of(path)
        if secret is None:
            return _NOT_FOUND
        if method != "POST":
            return _NOT_POST
        server = self._holder_of(secret)
        if server is None:
            return self._refusal()
        if any(each != b"identity" for each in _all(headers, b"content-encoding")):
            return _ENCODED
        return server

    def _holder_of(self, secret: str) -> str | None:
        """All of them are compared, each in constant time."""
        found, given = None, secret.encode("utf-8", "surrogatepass")
        for server, expected in self._inbox.secrets():
            if hmac.compare_digest(expected.encode(), given):
                found = server
        return found

    def _refusal(self) -> Response:
        servers = {server for server, _ in self._inbox.secrets()}
        if not servers or not all(self._inbox.proven(server) for server in servers):
            return _NOT_READY
        return _WRONG_SECRET

    async def _read(self, server: str, scope: Scope, receive: Receive) -> Response:
        try:
            with closing(self._room.enter()) as share:
                body = await read_body(scope, receive, self._limits, share)
                if body.content is not None:
                    return await self._stored(server, scope, body.content)
                log.warning("a body of %d bytes was not kept", body.size)
                await self._inbox.note_too_big(server, body.size)
        except BodyTooBig:
            return _TOO_BIG
        except NoRoom:
            return _BUSY
        except StoreError as error:
            return _not_stored(error)
        return _STORED

    async def _stored(self, server: str, scope: Scope, body: bytes) -> Response:
        answered: asyncio.Future[Response] = asyncio.get_running_loop().create_future()

        def answer(response: Response) -> None:
            if not answered.done():  # it is when the listener stopped meanwhile
                answered.set_result(response)

        self._store(server, scope["headers"], body, answer)
        return await answered

    def _store(self, server: str, headers: Headers, body: bytes, answer: Answer) -> None:
        authorization = b"".join(_all(headers, b"authorization")[:1]).decode("latin-1")
        try:
            self._inbox.take(
                *(server, body, authorization),
                lambda error: answer(_not_stored(error) if error else _STORED),
            )
        except NotSigned:
            log.warning("refused: not signed with the key that the server was seen to have")
            answer(_NOT_SIGNED)


def _not_stored(error: StoreError) -> Response:
    log.error("an event was not stored: %s", error.code)
    return _NOT_STORED


def _all(headers: Headers, name: bytes) -> list[bytes]:
    return [value for each, value in headers if each == name]


def _secret_of(path: str) -> str | None:
    """The segment behind PATH; what stands behind it is the event's name, or nothing."""
    if not path.startswith(_PREFIX):
        return None
    return path[len(_PREFIX) :].split("/", 1)[0] or None


_PREFIX = f"{PATH}/"
_STORED = Response()
_BUSY = PlainTextResponse("busy", 503)
_NOT_READY = PlainTextResponse("not ready", 503)
_NOT_STORED = PlainTextResponse("not stored", 503)
_NOT_SIGNED = PlainTextResponse("not signed", 503)
_ENCODED = PlainTextResponse("send the body as it is", 503)
_WRONG_SECRET = PlainTextResponse("wrong secret", 401)
_TOO_BIG = PlainTextResponse("too big", 413)
_NOT_FOUND = PlainTextResponse("Not Found", 404)
_NOT_POST = PlainTextResponse(
    "Evolution API sends its webhooks here, by POST. There is nothing to read.",
    405,
    {"Allow": "POST"},
)
