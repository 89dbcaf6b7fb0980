"""The one path that answers whoever asks whether we are reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
from starlette.responses import PlainTextResponse

from evodesk.receiving.reach import PATH, Nonces, Reachable

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send


async def behind(scope: Scope, receive: Receive, send: Send) -> None:
    await PlainTextResponse("the receiver", 202)(scope, receive, send)


async def ask(nonces: Nonces, path: str) -> tuple[int, str]:
    transport = httpx.ASGITransport(Reachable(behind, nonces))
    async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
        answer = await client.post(path, json={})
        return answer.status_code, answer.text


async def test_a_nonce_is_answered_only_while_it_waits() -> None:
    nonces = Nonces()
    with nonces.waiting() as (nonce, reply), nonces.waiting() as (other, another):
        assert await ask(nonces, PATH + nonce) == (200, reply)
        assert await ask(nonces, PATH + other) == (200, another)
        assert len({nonce, reply, other, another}) == 4
    assert (await ask(nonces, PATH + nonce))[0] == 404


async def test_whoever_guesses_learns_nothing() -> None:
    nonces = Nonces()
    with nonces.waiting() as (nonce, reply):
        for path in (PATH, f"{PATH}guess", f"{PATH}{nonce}/", f"{PATH}{reply}"):
            status, text = await ask(nonces, path)
            assert status == 404
            assert reply not in text


async def test_everything_else_goes_to_the_receiver() -> None:
    for path in ("/", "/api/webhooks/evolution/s3cr3t", "/api/webhooks/evolution/reach"):
        assert await ask(Nonces(), path) == (202, "the receiver")
