"""What the simulated server posts to our receiver and we cannot keep, or cannot read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import orjson
import pytest

from evodesk.domain.gap import Cause, GapState
from evodesk.domain.message import Source
from evodesk.domain.reception import Side
from evodesk.domain.switch import Wish
from evodesk.live import backfill
from evodesk.live.inbox import ONE_MESSAGE
from evodesk.receiving.body import Limits
from evodesk.receiving.receiver import PATH
from evodesk.store.raw import raw
from tests.live.living import living
from tests.waiting import until

if TYPE_CHECKING:
    from pathlib import Path

    from evodesk.simulator.thread import SimulatorThread
    from tests.live.living import World


async def delivering(world: World, name: str) -> None:
    await world.session.switchboard.switch(Wish(name, Side.WEBHOOK))
    await until(lambda: world.status(name).delivers_here)
    # The gap of the switch itself is closed by its last pass.
    await until(lambda: world.session.recovery.gaps.current(name) is None)


@pytest.mark.expects_errors
async def test_a_message_too_big_to_keep_is_read_back(
    simulator: SimulatorThread, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backfill, "LATER_PASSES", (0.1, 0.1))
    async with living(simulator, tmp_path) as world:
        await delivering(world, "sem_modo")
        limits = Limits(kept=8000, drained=100_000)
        monkeypatch.setattr(world.door._receiver, "_limits", limits)
        simulator.message("sem_modo", "x" * 8000)
        gaps = world.session.recovery.gaps
        await until(lambda: any(gap.cause is Cause.NOT_STORED for gap in gaps.all))
        await until(lambda: gaps.current("sem_modo") is None)
        found = await world.store.messages.latest("srv", 10)
        assert [each.message.text for each in found] == ["x" * 8000]
        assert found[0].message.source is Source.BACKFILL
        (gap,) = (gap for gap in gaps.all if gap.cause is Cause.NOT_STORED)
        assert (gap.instance, gap.state) == ("sem_modo", GapState.FILLED)
        stored = {gap.id: gap for gap in await world.store.gaps.latest("srv", 100)}
        assert stored[gap.id].recovered == 1


async def test_a_long_body_that_cannot_be_read_may_have_been_a_history(
    simulator: SimulatorThread, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backfill, "LATER_PASSES", ())
    async with living(simulator, tmp_path) as world:
        await delivering(world, "sem_modo")
        told = list[str]()
        world.feed.too_big.connect(told.append)
        secret = await world.store.certain.secret("srv")
        url = f"http://127.0.0.1:{world.address.port}{PATH}/{secret}"
        async with httpx.AsyncClient() as client:
            for body, expected in ((b"{", []), (b"{" * (ONE_MESSAGE + 1), ["srv"])):
                assert (await client.post(url, content=body)).status_code == 200
                assert told == expected


async def test_another_server_opens_no_gap_here(
    simulator: SimulatorThread, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its own session reads everything back when it is opened."""
    monkeypatch.setattr(backfill, "LATER_PASSES", ())
    async with living(simulator, tmp_path) as world:
        await delivering(world, "sem_modo")
        world.feed.too_big.emit("another")
        assert world.session.recovery.gaps.current("sem_modo") is None


async def test_what_cannot_be_read_is_kept_before_it_is_acknowledged(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    async with living(simulator, tmp_path) as world:
        secret = await world.store.certain.secret("srv")
        url = f"http://127.0.0.1:{world.address.port}{PATH}/{secret}"
        bodies = (
            b"{",
            orjson.dumps({"instance": "balcao", "apikey": simulator.key, "destination": url}),
            orjson.dumps({"event": "new.event", "instance": "balcao", "data": {"url": url}}),
            orjson.dumps({"event": "logout.instance", "instance": "balcao", "data": None}),
            orjson.dumps({"event": "presence.update", "instance": "balcao", "data": {}}),
        )
        async with httpx.AsyncClient() as client:
            for body in bodies:
                assert (await client.post(url, content=body)).status_code == 200
        rows = await world.store.database.run(
            lambda db: (
                raw(db).execute("SELECT server, instance, name, raw FROM raw_event").fetchall()
            )
        )
        masked = f"http://127.0.0.1:{world.address.port}{PATH}/•••"
        assert rows[1:] == [
            ("srv", "", "", '{"instance":"balcao"}'),
            ("srv", "balcao", "new.event", f'{{"url":"{masked}"}}'),
            ("srv", "balcao", "logout.instance", "null"),
        ]
        assert rows[0][:3] == ("srv", "", "")
        assert orjson.loads(rows[0][3])["bytes"] == 1
