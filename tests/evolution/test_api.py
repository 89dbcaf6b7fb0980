"""The API against recorded answers, and against the simulator."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import httpx
import orjson
import pytest

from evodesk.domain.instance import LinkState, Server
from evodesk.domain.message import Message
from evodesk.domain.reception import Mode, Reception, WebhookConfig, WebsocketConfig
from evodesk.errors import (
    BadCertificate,
    EvodeskError,
    KeyRefused,
    LicenceRequired,
    NotEvolution,
    ProxyFailed,
    RequestRefused,
    ServerFailed,
    TimedOut,
    UnknownInstance,
    Unreachable,
)
from evodesk.evolution import api as api_module
from evodesk.evolution import wire
from evodesk.evolution.api import Api
from evodesk.simulator.thread import SimulatorThread
from tests.evolution import recorded

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from pathlib import Path

KEY = "SECRET-KEY-1"
SERVER = Server("server-1", "http://evolution.example/evo", "Evo")
EVENTS = frozenset({"MESSAGES_UPSERT"})


class Recorded:
    """Answers each path with a recording, and keeps what was asked."""

    def __init__(self, answers: dict[str, str | httpx.Response]) -> None:
        self.answers = answers
        self.requests: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        found = self.answers[request.url.raw_path.decode().removeprefix("/evo")]
        if isinstance(found, httpx.Response):
            return found
        status, body = recorded.answer(found)
        headers = {"date": "Mon, 23 Nov 2026 13:18:00 GMT", "content-type": "application/json"}
        return httpx.Response(status, content=body, headers=headers)

    def sent(self) -> Any:
        return orjson.loads(self.requests[-1].content)


@asynccontextmanager
async def api_of(
    answer: Callable[[httpx.Request], httpx.Response], **more: Any
) -> AsyncIterator[Api]:
    api = Api(SERVER, KEY, transport=httpx.MockTransport(answer), **more)
    try:
        yield api
    finally:
        await api.aclose()


async def test_version_needs_no_key() -> None:
    server = Recorded({"/": "01_instances/root"})
    async with api_of(server) as api:
        assert await api.version() == "2.3.6"
    assert "apikey" not in server.requests[0].headers


async def test_clock_and_latency_are_learnt_from_answers() -> None:
    async with api_of(Recorded({"/": "01_instances/root"})) as api:
        before = api.latency_ms
        assert abs(api.server_now() - time.time()) < 1
        await api.version()
        assert before is None
        assert isinstance(api.latency_ms, int)
        assert abs(api.server_now() - 1795439880) < 5


async def test_instances_and_what_memory_says_of_one() -> None:
    """contract: 01_instances/fetch_evolution_after_logout_db_state_differs"""
    server = Recorded(
        {
            "/instance/fetchInstances": "01_instances/"
            "fetch_evolution_after_logout_db_state_differs",
            "/instance/connectionState/nscreate": "01_instances/state_evolution_after_connect",
        }
    )
    async with api_of(server) as api:
        (found,) = await api.instances()
        link = await api.link(found.name)
    assert (found.link, found.stored_link, link) == (
        LinkState.UNKNOWN,
        LinkState.OPEN,
        LinkState.CLOSED,
    )
    assert {request.headers["apikey"] for request in server.requests} == {KEY}


async def test_a_refused_key() -> None:
    server = Recorded({"/instance/connectionState/evo1": "01_instances/state_wrong_key"})
    async with api_of(server) as api:
        with pytest.raises(KeyRefused):
            await api.link("evo1")


async def test_names_are_encoded() -> None:
    async def answer(request: httpx.Request) -> httpx.Response:
        assert request.url.raw_path == b"/evo/instance/connectionState/evo%201%2F1"
        return httpx.Response(200, json={"instance": {"state": "open"}})

    async with api_of(answer) as api:  # type: ignore[arg-type]
        assert await api.link("evo 1/1") is LinkState.OPEN


async def test_reception() -> None:
    server = Recorded(
        {
            "/webhook/find/evo1": "02_webhook/set_enabled_with_events",
            "/websocket/find/evo1": "03_websocket/find_after_disabled",
        }
    )
    async with api_of(server) as api:
        found = await api.reception("evo1")
    assert found.mode is Mode.WEBHOOK
    assert found.websocket == WebsocketConfig(False)
    assert found.websocket_available


async def test_reception_where_websocket_is_off_at_the_server() -> None:
    server = Recorded(
        {
            "/webhook/find/evo1": "03_websocket_disabled_on_server/webhook_find_for_comparison",
            "/websocket/find/evo1": "03_websocket_disabled_on_server/find",
        }
    )
    async with api_of(server) as api:
        assert await api.reception("evo1") == Reception(None, None, websocket_available=False)


async def test_reception_of_an_unknown_instance() -> None:
    server = Recorded(
        {
            "/webhook/find/nope": "02_webhook/find_unknown_instance",
            "/websocket/find/nope": "03_websocket/find_unknown_instance",
        }
    )
    async with api_of(server) as api:
        with pytest.raises(UnknownInstance) as unknown:
            await api.reception("nope")
    assert unknown.value.values == {"instance": "nope"}


async def test_writes_name_every_field_and_need_no_body_back() -> None:
    server = Recorded(
        {
            "/webhook/set/evo1": "02_webhook/set_disabled_with_events",
            "/websocket/set/evo1": "03_websocket_disabled_on_server/set_enabled",
            "/instance/restart/evo1": httpx.Response(200),
        }
    )
    async with api_of(server) as api:
        await api.set_webhook("evo1", WebhookConfig(False, "http://h/x"))
        assert server.sent()["webhook"]["headers"] == {}
        await api.set_websocket("evo1", WebsocketConfig(True, EVENTS))
        assert server.sent() == {"websocket": {"enabled": True, "events": ["MESSAGES_UPSERT"]}}
        await api.restart("evo1")
    assert {request.method for request in server.requests} == {"POST"}


async def test_history_sends_both_bounds_as_texts() -> None:
    """contract: 07_history/range_iso_both"""
    server = Recorded({"/chat/findMessages/hist": "07_history/range_iso_both"})
    async with api_of(server) as api:
        found = await api.history("hist", 1795000600, 1795001200)
        assert server.sent() == {
            "where": {
                "messageTimestamp": {
                    "gte": "2026-11-18T11:16:40.000Z",
                    "lte": "2026-11-18T11:26:40.000Z",
                }
            },
            "page": 1,
            "offset": 10_000,
        }
        facts = tuple(found.facts)
        assert len(facts) == found.total == 11
        assert all(isinstance(each, Message) for each in facts)
        assert await api.count("hist", 1795000600, 1795001200) == 11
        assert server.sent()["offset"] == 1


async def test_a_long_history_is_read_beside_the_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    threads: list[threading.Thread] = []
    parse = wire.parse_history

    def noting(*known: Any, **named: Any) -> wire.History:
        threads.append(threading.current_thread())
        return parse(*known, **named)

    monkeypatch.setattr(wire, "parse_history", noting)
    server = Recorded({"/chat/findMessages/hist": "07_history/range_iso_both"})
    async with api_of(server) as api:
        await api.history("hist", 1795000600, 1795001200)
        monkeypatch.setattr(api_module, "_PARSED_HERE", 0)
        await api.history("hist", 1795000600, 1795001200)
    assert [each is threading.main_thread() for each in threads] == [True, False]


async def test_connect() -> None:
    name = "05_events_baileys_fake_socket/connect_when_open"
    async with api_of(Recorded({"/instance/connect/wa1": name})) as api:
        assert (await api.connect("wa1")).link is LinkState.OPEN


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (httpx.Response(200, content=b"<html>"), NotEvolution),
        (httpx.Response(200, content=b""), NotEvolution),
        (httpx.Response(301, headers={"location": "https://other.example/"}), RequestRefused),
        (httpx.Response(304), RequestRefused),
        (httpx.Response(500, content=b"{}"), ServerFailed),
    ],
    ids=["html", "nothing", "redirect", "odd status", "broken"],
)
async def test_answers_that_are_none(answer: httpx.Response, expected: type) -> None:
    async with api_of(Recorded({"/": answer})) as api:
        with pytest.raises(expected) as raised:
            await api.version()
    if isinstance(raised.value, NotEvolution):
        assert raised.value.values == {"host": "evolution.example"}


async def test_a_giant_answer_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evodesk.evolution.api._ANSWER_LIMIT", 1000)
    async with api_of(Recorded({"/": httpx.Response(200, content=b"x" * 1001)})) as api:
        with pytest.raises(NotEvolution):
            await api.version()


async def test_an_answer_that_trickles_for_ever_ends() -> None:
    class Trickle(httpx.AsyncByteStream):
        async def __aiter__(self) -> AsyncIterator[bytes]:
            while True:
                await asyncio.sleep(0.001)
                yield b" "

    answer = httpx.Response(200, stream=Trickle())
    async with api_of(Recorded({"/": answer}), timeout=0.01) as api:
        with pytest.raises(TimedOut):
            await api.version()


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1", "nonsense", "http://", "http://127.0.0.1:99999"]
)
async def test_nothing_answers(url: str) -> None:
    api = Api(Server("s", url, "x"), KEY, timeout=1.0)
    with pytest.raises(Unreachable):
        await api.version()
    await api.aclose()


def test_what_cannot_be_used_at_all(tmp_path: Path) -> None:
    with pytest.raises(ProxyFailed):
        Api(Server("s", "http://h", "x", proxy="nonsense://h"), KEY)
    with pytest.raises(BadCertificate):
        Api(Server("s", "https://h", "x", ca_file=str(tmp_path / "none.pem")), KEY)
    with pytest.raises(KeyRefused):
        Api(SERVER, "a\nb")


async def test_the_environment_s_proxy_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    with SimulatorThread() as simulator:
        api = Api(Server("s", simulator.url, "x"), simulator.key)
        assert await api.version() == "2.3.6"
        await api.aclose()


async def test_a_server_without_a_licence() -> None:
    with SimulatorThread(licensed=False) as simulator:
        api = Api(Server("s", simulator.url, "x"), simulator.key)
        with pytest.raises(LicenceRequired):
            await api.instances()
        await api.aclose()


@pytest.fixture(scope="module")
def simulator() -> Iterator[SimulatorThread]:
    with SimulatorThread(prefix="/evo") as running:
        running.add({"name": "Balcão 1/2"}, {"name": "other"})
        yield running


@pytest.fixture
async def api(simulator: SimulatorThread) -> AsyncIterator[Api]:
    made = Api(Server("s", simulator.url, "x"), simulator.key)
    yield made
    await made.aclose()


NAME = "Balcão 1/2"


async def test_configuring_a_simulated_server_below_a_sub_path(api: Api) -> None:
    webhook = WebhookConfig(True, "http://127.0.0.1:9/x", (("x-a", "1"),), EVENTS, True, True)
    assert NAME in {each.name for each in await api.instances()}
    await api.set_webhook(NAME, webhook)
    await api.set_websocket(NAME, WebsocketConfig(False))
    assert (await api.reception(NAME)).webhook == webhook
    await api.set_webhook(NAME, WebhookConfig(False, webhook.url))
    await api.set_websocket(NAME, WebsocketConfig(True, EVENTS))
    found = await api.reception(NAME)
    assert (found.mode, found.websocket) == (Mode.WEBSOCKET, WebsocketConfig(True, EVENTS))


async def test_reading_a_simulated_history(api: Api, simulator: SimulatorThread) -> None:
    for number in range(3):
        await asyncio.to_thread(simulator.message, "other", f"n {number}")
    now = int(api.server_now())
    async with asyncio.timeout(5):
        while await api.count("other", now - 60, now + 60) < 3:
            await asyncio.sleep(0.01)
    found = await api.history("other", now - 60, now + 60)
    texts = {each.text for each in found.facts if isinstance(each, Message)}
    assert texts == {"n 0", "n 1", "n 2"}


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        ({"kind": "status", "status": 500}, ServerFailed),
        ({"kind": "drop_before"}, Unreachable),
        ({"kind": "refuse"}, Unreachable),
        ({"kind": "hang_after", "seconds": 0.5}, TimedOut),
        ({"kind": "empty"}, NotEvolution),
    ],
    ids=lambda each: each.get("kind") if isinstance(each, dict) else "",
)
async def test_faults(
    simulator: SimulatorThread, fault: dict[str, Any], expected: type[EvodeskError]
) -> None:
    await asyncio.to_thread(simulator.faults, [{"match": "fetchInstances", "times": 1, **fault}])
    api = Api(Server("s", simulator.url, "x"), simulator.key, timeout=0.2)
    with pytest.raises(expected):
        await api.instances()
    assert await api.instances()
    await api.aclose()


async def test_no_secret_in_log_or_error(
    simulator: SimulatorThread, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="evodesk")
    api = Api(Server("s", simulator.url, "x"), KEY)
    with pytest.raises(KeyRefused) as refused:
        await api.instances()
    await api.aclose()
    assert KEY not in repr(refused.value) + str(refused.value.__cause__) + caplog.text
    assert KEY not in repr(api)
