"""The routes for scripts: who may ask, what they answer, and with which status."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from evodesk import errors
from evodesk.domain.reception import Reception, Side, WebhookConfig, WebsocketConfig
from evodesk.domain.switch import Wish
from evodesk.receiving.control import control
from tests.receiving.inboxes import RawSender

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from evodesk.errors import EvodeskError
    from tests.receiving.conftest import Serve

TOKEN = "the-token"
STATE = "/api/instance-management/connection-state/oficina"
ENABLE_WEBHOOK = "/api/instance-management/enable-webhook/oficina"
ENABLE_WEBSOCKET = "/api/instance-management/enable-websocket/oficina"
CONFIGURE = "/api/webhook-management/configure/oficina"
WISHES = [ENABLE_WEBHOOK, ENABLE_WEBSOCKET, CONFIGURE]
BY_WEBHOOK = Reception(
    WebhookConfig(
        True,
        "http://127.0.0.1:8765/api/webhooks/evolution/s3cr3t-s3cr3t-s3cr3t",
        (("authorization", "Bearer x"),),
        frozenset({"MESSAGES_UPSERT", "CALL"}),
        base64=True,
    ),
    None,
)


@dataclass
class FakeDesk:
    reception: Reception = BY_WEBHOOK
    error: Exception | None = None
    asked: list[str] = field(default_factory=list)
    wishes: list[Wish] = field(default_factory=list)

    async def state(self, instance: str) -> Reception:
        self.asked.append(instance)
        if self.error is not None:
            raise self.error
        return self.reception

    async def switch(self, wish: Wish) -> None:
        self.wishes.append(wish)
        if self.error is not None:
            raise self.error

    async def report(self) -> dict[str, object]:
        return {"version": "0.1.0", "errors": []}


class Words:
    def done(self, side: Side) -> str:
        return f"{side} is on"

    def error(self, error: EvodeskError) -> str:
        return f"sorry: {error.code}"


@pytest.fixture
def desk() -> FakeDesk:
    return FakeDesk()


@pytest.fixture
async def port(desk: FakeDesk, serve: Serve) -> int:
    return await serve(control(desk, Words(), TOKEN))


@pytest.fixture
async def script(port: int) -> AsyncIterator[httpx.AsyncClient]:
    """A client with the token."""
    async with httpx.AsyncClient(
        base_url=f"http://127.0.0.1:{port}",
        headers={"Authorization": f"Bearer {TOKEN}"},
        trust_env=False,
        timeout=5,
    ) as client:
        yield client


async def test_state_by_webhook_with_the_secret_masked(script: httpx.AsyncClient) -> None:
    answer = await script.get(STATE)
    assert answer.status_code == 200
    assert answer.json() == {
        "webhookEnabled": True,
        "websocketEnabled": False,
        "webhookConfig": {
            "url": "http://127.0.0.1:8765/api/webhooks/evolution/•••",
            "webhook_base64": True,
            "events": ["CALL", "MESSAGES_UPSERT"],
        },
    }


@pytest.mark.parametrize(
    ("reception", "expected"),
    [
        (Reception(None, None), (False, False)),
        (Reception(None, WebsocketConfig(True)), (False, True)),
        (Reception(WebhookConfig(False, "http://x"), WebsocketConfig(True)), (False, True)),
    ],
)
async def test_state_without_a_webhook(
    desk: FakeDesk, script: httpx.AsyncClient, reception: Reception, expected: tuple[bool, bool]
) -> None:
    desk.reception = reception
    answer = (await script.get(STATE)).json()
    assert (answer["webhookEnabled"], answer["websocketEnabled"]) == expected
    assert answer["webhookConfig"] is None


@pytest.mark.parametrize(
    ("written", "name"),
    [("a%20b", "a b"), ("a%2Fb", "a/b"), ("ol%C3%A1", "olá"), ("a,b", "a,b"), ("a%25", "a%")],
)
async def test_instance_names(
    desk: FakeDesk, script: httpx.AsyncClient, written: str, name: str
) -> None:
    await script.get(f"/api/instance-management/connection-state/{written}")
    assert desk.asked == [name]


@pytest.mark.parametrize(
    ("path", "body", "wish"),
    [
        (ENABLE_WEBHOOK, None, Wish("oficina", Side.WEBHOOK)),
        (ENABLE_WEBHOOK, {}, Wish("oficina", Side.WEBHOOK)),
        (
            ENABLE_WEBHOOK,
            {"webhook_base64": False, "url": "https://x/y", "confirm": True},
            Wish("oficina", Side.WEBHOOK, url="https://x/y", base64=False, confirmed=True),
        ),
        (ENABLE_WEBHOOK, {"webhook_base64": None, "what": 1}, Wish("oficina", Side.WEBHOOK)),
        (ENABLE_WEBSOCKET, None, Wish("oficina", Side.WEBSOCKET)),
        (ENABLE_WEBSOCKET, {"confirm": True}, Wish("oficina", Side.WEBSOCKET, confirmed=True)),
        (
            CONFIGURE,
            {"events": ["CALL", "CALL"], "url": "https://x"},
            Wish("oficina", Side.WEBHOOK, url="https://x", events=frozenset({"CALL"})),
        ),
    ],
)
async def test_wishes(
    desk: FakeDesk, script: httpx.AsyncClient, path: str, body: Any, wish: Wish
) -> None:
    answer = await (script.post(path) if body is None else script.post(path, json=body))
    assert answer.status_code == 200
    assert answer.json() == {"success": True, "message": f"{wish.side} is on"}
    assert desk.wishes == [wish]


async def test_report(script: httpx.AsyncClient) -> None:
    assert (await script.get("/api/report")).json() == {"version": "0.1.0", "errors": []}


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (errors.UnknownInstance(instance="oficina"), 404, "unknown_instance"),
        (errors.SwitchRunning(instance="oficina"), 409, "switch_running"),
        (errors.TakeoverNeeded(instance="oficina", host="crm"), 409, "takeover_needed"),
        (errors.MediaAtRisk(instance="oficina"), 409, "media_at_risk"),
        (errors.SwitchCancelled(instance="oficina"), 409, "switch_cancelled"),
        (errors.NoUrl(instance="oficina"), 422, "no_url"),
        (errors.BadUrl(instance="oficina"), 422, "bad_url"),
        (errors.BadEvents(names="X"), 422, "bad_events"),
        (errors.WebsocketOff(instance="oficina"), 422, "websocket_off"),
        (errors.CommaInName(instance="a,b"), 422, "comma_in_name"),
        (
            errors.SwitchFailed(instance="o", cause="timed_out", mode="none", undone="no"),
            502,
            "switch_failed",
        ),
        (errors.TimedOut(seconds="10"), 502, "timed_out"),
        (errors.KeyRefused(), 502, "key_refused"),
        (errors.DiskFull(), 500, "disk_full"),
    ],
)
async def test_errors(
    desk: FakeDesk, script: httpx.AsyncClient, error: EvodeskError, status: int, code: str
) -> None:
    desk.error = error
    answer = await script.post(ENABLE_WEBSOCKET)
    assert answer.status_code == status
    assert answer.json() == {
        "success": False,
        "code": code,
        "message": f"sorry: {code}",
        "values": error.values,
    }


async def test_a_bug_of_ours_tells_nothing(desk: FakeDesk, script: httpx.AsyncClient) -> None:
    desk.error = KeyError("/home/somebody/secret")
    answer = await script.get(STATE)
    assert answer.status_code == 500
    assert answer.json()["code"] == "unknown"
    assert "somebody" not in answer.text


@pytest.mark.parametrize("path", WISHES)
@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"[]",
        b"3",
        b"null",
        b'"text"',
        b"\xff",
        b"[" * 60_000,
        b'{"confirm": "yes"}',
        b'{"confirm": 1}',
    ],
)
async def test_a_bad_body(
    desk: FakeDesk, script: httpx.AsyncClient, path: str, body: bytes
) -> None:
    answer = await script.post(path, content=body)
    assert answer.status_code == 422
    assert answer.json()["code"] == "bad_body"
    assert desk.wishes == []


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"url": 3}, "url"),
        ({"url": {}}, "url"),
        ({"webhook_base64": "true"}, "webhook_base64"),
        ({"events": "CALL"}, "events"),
        ({"events": []}, "events"),
        ({"events": ["CALL", 3]}, "events"),
        ({"events": [["CALL"]]}, "events"),
        ([], "body"),
        ("url", "body"),
    ],
)
async def test_a_bad_field_is_named(
    desk: FakeDesk, script: httpx.AsyncClient, body: object, field: str
) -> None:
    answer = await script.post(CONFIGURE, json=body)
    assert answer.status_code == 422
    assert answer.json()["values"]["field"] == field
    assert desk.wishes == []


async def test_a_big_body(desk: FakeDesk, script: httpx.AsyncClient) -> None:
    answer = await script.post(CONFIGURE, content=b" " * 64 * 1024 + b"{}")
    assert (answer.status_code, answer.json()["code"]) == (413, "too_big")
    assert desk.wishes == []


@pytest.mark.parametrize(
    "header",
    [None, "", "Bearer", "Bearer ", "Bearer wrong", f"bearer {TOKEN}", TOKEN, f"Bearer {TOKEN}x"],
)
@pytest.mark.parametrize("path", [STATE, ENABLE_WEBSOCKET, "/api/report", "/", "/nothing"])
async def test_without_the_token_nothing_is_told(
    desk: FakeDesk, port: int, header: str | None, path: str
) -> None:
    sender = await RawSender.to(port)
    more = [] if header is None else [f"Authorization: {header}"]
    await sender.head(path, "Connection: close", *more, method="GET")
    answer = await sender.answer()
    assert answer.startswith("HTTP/1.1 401 ")
    assert "www-authenticate: Bearer" in answer
    assert desk.asked == []
    await sender.close()


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1", 200),
        ("127.0.0.1:8000", 200),
        ("localhost", 200),
        ("localhost:1", 200),
        ("evil.example", 400),
        ("evil.example:80", 400),
        ("127.0.0.1.evil.example", 400),
        ("localhost.evil.example", 400),
        ("evil.example#127.0.0.1", 400),
        ("", 400),
    ],
)
async def test_a_page_with_its_own_name_for_us_gets_nowhere(
    port: int, host: str, status: int
) -> None:
    sender = await RawSender.to(port)
    request = f"GET {STATE} HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {TOKEN}\r\n\r\n"
    await sender.send(request.encode())
    assert await sender.status() == status
    await sender.close()


@pytest.mark.parametrize("origin", ["https://evil.example", "http://127.0.0.1", "null", ""])
@pytest.mark.parametrize("method", ["GET", "OPTIONS"])
async def test_no_page_may_ask(
    desk: FakeDesk, script: httpx.AsyncClient, method: str, origin: str
) -> None:
    """Not even one that has the token."""
    answer = await script.request(
        method, STATE, headers={"Origin": origin, "Access-Control-Request-Method": "GET"}
    )
    assert (answer.status_code, answer.json()["code"]) == (403, "from_page")
    assert not [name for name in answer.headers if name.startswith("access-control")]
    assert desk.asked == []


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/"), ("POST", STATE), ("GET", CONFIGURE), ("DELETE", "/api/report")],
)
async def test_no_such_route(script: httpx.AsyncClient, method: str, path: str) -> None:
    answer = await script.request(method, path)
    assert (answer.status_code, answer.json()["code"]) == (404, "no_such_route")
    assert answer.json()["success"] is False
