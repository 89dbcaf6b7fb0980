from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import itertools

import orjson
import pytest

from evodesk.simulator.settings import Settings
from evodesk.simulator.thread import SimulatorThread
from evodesk.simulator.webhooks import (
    Delivery,
    Post,
    Webhooks,
    full_url,
    pauses,
    sent_headers,
)
from tests.simulator.asking import ask
from tests.simulator.listener import Listener
from tests.simulator.recorded import load
from tests.simulator.waiting import until

QUICK = Settings(retry_factor=0.0001, webhook_timeout=1.0)


def post(url: str) -> Post:
    return Post("one", "messages.upsert", url, {"x-a": "1"}, b'{"n":1}')


async def deliver(url: str, settings: Settings = QUICK) -> list[Delivery]:
    done: list[Delivery] = []
    webhooks = Webhooks(settings, done.append)
    await webhooks.deliver(post(url))
    webhooks.close()
    return done


def test_pauses_of_the_ten_tries() -> None:
    """contract: 06_webhook_retry/retry_matrix_fast_settings, the defaults of server_env"""
    assert list(pauses()) == [5, 10, 20, 40, 80, 160, 300, 300, 300]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 422])
async def test_refused_for_good(listener: Listener, status: int) -> None:
    listener.answer(*[status] * 3)
    assert [each.status for each in await deliver(listener.url)] == [status]


@pytest.mark.parametrize("status", [301, 410, 413, 429, 500, 503])
async def test_tried_again_until_it_is_taken(listener: Listener, status: int) -> None:
    listener.answer(status, status)
    tries = await deliver(listener.url)
    assert [each.status for each in tries] == [status, status, 200]
    assert [each.attempt for each in tries] == [1, 2, 3]


async def test_given_up_after_ten_tries(listener: Listener) -> None:
    listener.answer(*itertools.repeat(500, 20))
    assert [each.attempt for each in await deliver(listener.url)] == list(range(1, 11))


async def test_nobody_listening_counts_as_a_failed_try() -> None:
    with Listener() as gone:
        url = gone.url
    assert [each.status for each in await deliver(url)] == [0] * 10


async def test_a_slow_answer_is_a_failed_try() -> None:
    """contract: slow_3s_over_timeout_1500ms_DUPLICATE"""

    async def keep_silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    silent = await asyncio.start_server(keep_silent, "127.0.0.1", 0)
    port = silent.sockets[0].getsockname()[1]
    tries = await deliver(
        f"http://127.0.0.1:{port}/", Settings(retry_factor=0, webhook_timeout=0.01)
    )
    silent.close()
    await silent.wait_closed()
    assert [each.status for each in tries] == [0] * 10


@pytest.mark.parametrize(
    "url",
    [
        "https://n8n.clinicasorriso.example/webhook/x",
        "http://10.0.0.1/x",
        "http://0.0.0.0:1/x",
        "http://127.0.0.1.example.com/x",
        "http://[2001:db8::1]/x",
        "http://127.0.0.1:99999/x",
        "file:///etc/passwd",
        "nonsense",
    ],
)
async def test_anything_but_this_computer_is_only_pretended(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never(*_: object) -> None:
        pytest.fail("a connection was opened")

    monkeypatch.setattr(asyncio, "open_connection", never)
    assert [each.status for each in await deliver(url)] == [200]


def test_by_events_puts_plain_text_at_the_end() -> None:
    for name in ("webhook_byEvents_and_jwt", "webhook_byEvents_trailing_slash"):
        request = load(f"05_events_evolution_channel/{name}")["webhook_requests"][0]
        body = request["body"]
        assert full_url(body["destination"], body["event"], True).endswith(request["path"])
    assert full_url("http://x/y", "messages.upsert", False) == "http://x/y"


def test_jwt_key_becomes_a_signed_authorization() -> None:
    recorded = load("05_events_evolution_channel/webhook_byEvents_and_jwt")["webhook_requests"][0]
    wanted = recorded["headers"]["Authorization"].removeprefix("Bearer ").split(".")
    claims = orjson.loads(base64.urlsafe_b64decode(wanted[1] + "=="))
    headers = sent_headers({"x-custom": "v", "jwt_key": "secret"}, claims["iat"])
    assert headers["x-custom"] == "v"
    assert "jwt_key" not in headers
    parts = headers["Authorization"].removeprefix("Bearer ").split(".")
    assert parts[:2] == wanted[:2]
    signed = hmac.new(b"secret", ".".join(parts[:2]).encode(), hashlib.sha256).digest()
    assert base64.urlsafe_b64decode(parts[2] + "=") == signed


def test_what_arrives_as_axios_sends_it(simulator: SimulatorThread, listener: Listener) -> None:
    recorded = load("05_events_evolution_channel/webhook_byEvents_and_jwt")["webhook_requests"][0]
    simulator.add(
        {
            "name": "evo1",
            "token": "TOKEN-EVO1",
            "webhook": {
                "enabled": True,
                "url": f"{listener.url}?x=1",
                "headers": {"x-custom": "v", "jwt_key": "secret"},
                "byEvents": True,
                "events": ["MESSAGES_UPSERT"],
            },
        }
    )
    simulator.emit("evo1", "messages.upsert", recorded["body"]["data"])
    arrived = listener.next()
    assert arrived.path == recorded["path"]
    assert set(arrived.headers) == set(recorded["headers"])
    assert list(arrived.body) == list(recorded["body"])
    assert arrived.body["apikey"] == "TOKEN-EVO1"


def test_a_pending_retry_survives_switching_off(listener: Listener) -> None:
    """contract: 06_webhook_retry/pending_retry_survives_disable_and_lost_after_attempts"""
    with SimulatorThread(retry_factor=0.04) as simulator:
        listener.answer(500)
        webhook = {"enabled": True, "url": listener.url, "events": []}
        simulator.add({"name": "one", "webhook": webhook})
        simulator.message("one", "oi")
        listener.next()
        off = {"enabled": False, "url": "http://127.0.0.1:1/", "events": []}
        assert ask(simulator, "/webhook/set/one", {"webhook": off})[0] == 201
        assert listener.next().body["instance"] == "one"


def test_a_restart_forgets_pending_retries(listener: Listener) -> None:
    with SimulatorThread(retry_factor=0.02) as simulator:
        listener.answer(500)
        webhook = {"enabled": True, "url": listener.url, "events": ["MESSAGES_UPSERT"]}
        simulator.add({"name": "one", "webhook": webhook})
        simulator.message("one", "oi")
        listener.next()
        simulator.restart()
        assert listener.nothing_for(0.3)


def test_global_webhook_comes_besides_the_own_one(listener: Listener) -> None:
    """contract: 05_events_other/global_webhook_cannot_be_switched_off_by_API"""
    with Listener() as own, SimulatorThread(global_webhook=listener.url) as simulator:
        simulator.add({"name": "never_set"})
        simulator.message("never_set", "oi")
        assert listener.next().body["destination"] == f"{listener.url}/messages-upsert"
        webhook = {"enabled": True, "url": own.url, "events": ["MESSAGES_UPSERT"]}
        simulator.add({"name": "set", "webhook": webhook})
        simulator.message("set", "oi")
        assert own.next().body["destination"] == own.url
        assert listener.next().body["destination"] == own.url


def test_deliveries_are_reported(simulator: SimulatorThread, listener: Listener) -> None:
    webhook = {"enabled": True, "url": listener.url, "events": ["MESSAGES_UPSERT"]}
    simulator.add({"name": "one", "webhook": webhook})
    simulator.message("one", "oi", id="A1")
    until(lambda: simulator.state()["deliveries"])
    assert simulator.state()["deliveries"] == [
        {
            "instance": "one",
            "event": "messages.upsert",
            "url": listener.url,
            "status": 200,
            "attempt": 1,
            "message": "A1",
        }
    ]
