"""What leads to us is led to where we listen now, on a session that lives."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

import httpx

from evodesk.domain.reception import Mode, Reception, Side, WebhookConfig, WebsocketConfig
from evodesk.domain.switch import Wish
from evodesk.live import moving
from evodesk.live.moving import Moving
from tests.live.living import World, living
from tests.waiting import until

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from evodesk.simulator.thread import SimulatorThread

EVENTS = frozenset({"MESSAGES_UPSERT"})


def url_at(world: World, name: str) -> str:
    return str(world.simulator.state()["instances"][name]["webhook"]["url"])


async def test_a_new_port_is_told_to_the_server(simulator: SimulatorThread, tmp_path: Path) -> None:
    async with living(simulator, tmp_path) as world:
        foreign = url_at(world, "recepcao")
        wish = Wish("balcao", Side.WEBHOOK, base64=False, events=EVENTS)
        await world.session.switchboard.switch(wish)
        before = url_at(world, "balcao")
        told: list[object] = []
        world.session.switchboard.done.connect(told.append)
        assert await world.door.open("127.0.0.1", 0)
        world.session.watch.refresh()
        await until(lambda: url_at(world, "balcao") != before)
        assert url_at(world, "balcao") == world.address.url_for(world.session.server)
        assert url_at(world, "recepcao") == foreign
        webhook = simulator.state()["instances"]["balcao"]["webhook"]
        assert webhook["webhookBase64"] is False
        assert webhook["events"] == ["MESSAGES_UPSERT"]
        await until(lambda: world.status("balcao").progress is None)
        assert world.status("balcao").drift is None
        assert told == [], "nobody had asked for it"
        simulator.message("balcao", "na porta nova", id="M1")
        await until(lambda: simulator.ledger()["balcao"]["acknowledged"] == ["M1"])


async def test_a_renewed_secret_is_told_and_the_old_one_taken_for_a_while(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    async with living(simulator, tmp_path) as world:
        await world.session.switchboard.switch(Wish("balcao", Side.WEBHOOK))
        before = url_at(world, "balcao")
        certain = world.store.certain
        secret = await certain.renew_secret("srv", time.time() + 60)
        world.address.add("srv", secret, await certain.former_secrets("srv"))
        body = b'{"event":"x","instance":"balcao","data":null}'
        async with httpx.AsyncClient(trust_env=False) as client:
            assert (await client.post(before, content=body)).status_code == 200
            world.session.watch.refresh()
            await until(lambda: url_at(world, "balcao").endswith(secret))
            await until(lambda: world.address.proven("srv"))
            assert (await client.post(before, content=body)).status_code == 200
            world.address.add("srv", secret, {before.rpartition("/")[2]: time.time()})
            assert (await client.post(before, content=body)).status_code == 401


def test_only_a_webhook_that_is_on_moves_and_is_not_asked_for_twice() -> None:
    asked: list[Wish] = []
    moves = Moving(lambda url: "http://new" if url == "http://old" else None, asked.append)
    webhook = WebhookConfig(True, "http://old", events=EVENTS, base64=True)
    receptions = {
        "moves": Reception(webhook, None),
        "elsewhere": Reception(WebhookConfig(True, "http://x"), None),
        "off": Reception(WebhookConfig(False, "http://old"), None),
        "both": Reception(webhook, WebsocketConfig(True)),
    }
    assert receptions["both"].mode is Mode.BOTH
    for name, reception in [*receptions.items()] * 2:
        moves.look(name, reception)
    wish = Wish("moves", Side.WEBHOOK, base64=True, events=EVENTS, by_itself=True)
    assert asked == [replace(wish, url="http://new")]


def test_a_place_that_was_corrected_is_told_at_once() -> None:
    asked: list[Wish] = []
    places = {"http://old": "http://tpyo", "http://tpyo": "http://typo"}
    moves = Moving(places.get, asked.append)
    for url in places:
        moves.look("moves", Reception(WebhookConfig(True, url), None))
    assert [wish.url for wish in asked] == [*places.values()]


def test_what_could_not_be_moved_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Wish] = []
    monkeypatch.setattr(moving, "PAUSE", 0.0)
    moves = Moving({"http://old": "http://new"}.get, asked.append)
    for _ in range(2):
        moves.look("moves", Reception(WebhookConfig(True, "http://old"), None))
    assert [wish.url for wish in asked] == ["http://new"] * 2
