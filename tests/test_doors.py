from __future__ import annotations

import json
import stat
from typing import TYPE_CHECKING

import httpx

from evodesk.domain.reach import Reach, ReachStep
from evodesk.domain.reception import Reception, Side
from evodesk.doors import ControlDoor, ReceiverDoor
from evodesk.evolution.reach import reach
from evodesk.live.address import OwnAddress
from evodesk.receiving.reach import PATH
from tests.receiving.inboxes import FakeInbox

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from evodesk.domain.switch import Wish
    from evodesk.errors import EvodeskError


class IdleDesk:
    async def state(self, instance: str) -> Reception:
        return Reception(None, None)

    async def switch(self, wish: Wish) -> None:
        raise AssertionError("nobody asked")

    async def report(self) -> dict[str, object]:
        return {"version": "x"}


class Mute:
    def done(self, side: Side) -> str:
        return ""

    def error(self, error: EvodeskError) -> str:
        return ""


async def test_the_address_knows_the_port_only_while_the_door_is_open() -> None:
    address = OwnAddress({})
    door = ReceiverDoor(FakeInbox({}), address)
    port = await door.open("127.0.0.1", 0)
    assert address.port == port
    await door.close()
    assert address.port is None


async def test_the_open_door_is_reached_by_whoever_has_the_nonce(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("INFO", "evodesk")
    door = ReceiverDoor(FakeInbox(), OwnAddress({}))
    base = f"http://127.0.0.1:{await door.open('127.0.0.1', 0)}"
    with door.nonces.waiting() as (nonce, reply):
        assert await reach(base, f"{PATH}{nonce}", reply) == Reach(base)
    assert "refused" not in caplog.text
    assert await reach(base, f"{PATH}{nonce}", reply) == Reach(base, ReachStep.STATUS, "404")
    await door.close()


async def test_a_taken_port_gives_way_to_another() -> None:
    addresses = OwnAddress({}), OwnAddress({})
    one, two = (ReceiverDoor(FakeInbox({}), address) for address in addresses)
    taken = await one.open("127.0.0.1", 0)
    assert await two.open("127.0.0.1", taken) != taken
    assert [address.has_moved for address in addresses] == [False, True]
    await two.close()
    await one.close()


async def test_a_host_that_is_not_ours_becomes_loopback() -> None:
    door = ReceiverDoor(FakeInbox({}), OwnAddress({}))
    port = await door.open("203.0.113.7", 0)
    async with httpx.AsyncClient(trust_env=False) as client:
        answer = await client.get(f"http://127.0.0.1:{port}/")
    assert answer.status_code == 404
    await door.close()


async def test_the_control_file_is_private_and_goes_with_the_door(tmp_path: Path) -> None:
    file = tmp_path / "control.json"
    door = ControlDoor(IdleDesk(), Mute(), file)
    await door.open()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    told = json.loads(file.read_text())
    bearer = {"Authorization": f"Bearer {told['token']}"}
    async with httpx.AsyncClient(trust_env=False) as client:
        answer = await client.get(f"{told['url']}/api/report", headers=bearer)
    assert answer.json() == {"version": "x"}
    await door.close()
    assert not file.exists()
