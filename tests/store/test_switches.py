"""The journal, the Records and the remembered configurations, on a real file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from evodesk.domain.reception import (
    Mode,
    Reception,
    Record,
    Remembered,
    WebhookConfig,
    WebsocketConfig,
)
from evodesk.domain.switch import LastSwitch, SwitchState
from evodesk.errors import StoreError
from evodesk.secrets import Seal, Vault
from evodesk.store.database import Database
from evodesk.store.raw import raw
from evodesk.store.switches import Switches, Tally
from tests.store.making import NOW, SERVER

if TYPE_CHECKING:
    from pathlib import Path

SECRET_URL = "https://user:pw0rd@n8n.example/webhook/0123456789abcdef-secret?token=t0psecret"
SECRET_HEADER = "Bearer header-secret-1"
WEBHOOK = WebhookConfig(
    enabled=True,
    url=SECRET_URL,
    headers=(("authorization", SECRET_HEADER),),
    events=frozenset({"MESSAGES_UPSERT", "CALL"}),
    by_events=True,
    base64=False,
)
WEBSOCKET = WebsocketConfig(True, frozenset({"MESSAGES_UPSERT"}))
ON_WEBHOOK = Reception(WEBHOOK, None)
ON_WEBSOCKET = Reception(WebhookConfig(False, SECRET_URL), WEBSOCKET)


@pytest.fixture
def keyless(database: Database) -> Switches:
    """The same file after the key was lost."""
    return Switches(database, Seal(Vault.in_memory()))


class TestJournal:
    async def test_a_wish_is_found_again_until_it_ends(self, switches: Switches) -> None:
        begun = await switches.begin(SERVER, "loja", ON_WEBHOOK, ON_WEBSOCKET, NOW)
        assert begun.state is SwitchState.RUNNING
        assert await switches.unfinished(SERVER) == (begun,)
        assert await switches.unfinished("s2") == ()
        await switches.mark(begun.id, SwitchState.ROLLING_BACK, error="timed_out")
        (rolling,) = await switches.unfinished(SERVER)
        assert (rolling.state, rolling.error) == (SwitchState.ROLLING_BACK, "timed_out")
        assert rolling.before == ON_WEBHOOK
        assert rolling.target == ON_WEBSOCKET
        await switches.mark(begun.id, SwitchState.ROLLED_BACK, at=NOW + 3)
        assert await switches.unfinished(SERVER) == ()

    async def test_every_write_is_durable(self, database: Database, switches: Switches) -> None:
        """As SQLite itself traces it."""
        seen: list[str] = []
        await database.run(lambda db: raw(db).set_trace_callback(seen.append))
        begun = await switches.begin(SERVER, "loja", ON_WEBHOOK, ON_WEBSOCKET, NOW)
        await switches.mark(begun.id, SwitchState.DONE, at=NOW)
        await database.run(lambda db: raw(db).set_trace_callback(None))
        one, other = seen[:7], seen[7:]
        for write, verb in ((one, "INSERT INTO switch"), (other, "UPDATE switch")):
            full, begin, *statements, commit, normal = write
            assert full.endswith("synchronous = FULL")
            assert (begin, commit) == ("BEGIN IMMEDIATE", "COMMIT")
            assert any(statement.startswith(verb) for statement in statements)
            assert normal.endswith("synchronous = NORMAL")

    async def test_a_newer_wish_closes_what_was_left_halfway(self, switches: Switches) -> None:
        left = await switches.begin(SERVER, "loja", ON_WEBHOOK, ON_WEBSOCKET, NOW)
        other = await switches.begin(SERVER, "other", ON_WEBHOOK, ON_WEBSOCKET, NOW)
        await switches.mark(left.id, SwitchState.ROLLING_BACK)
        newer = await switches.begin(SERVER, "loja", ON_WEBHOOK, ON_WEBSOCKET, NOW + 1)
        assert (other.supersedes, newer.supersedes) == (False, True)
        found = [entry.id for entry in await switches.unfinished(SERVER)]
        assert found == [other.id, newer.id]
        await switches.mark(newer.id, SwitchState.DONE, at=NOW + 2)
        again = await switches.begin(SERVER, "loja", ON_WEBHOOK, ON_WEBSOCKET, NOW + 3)
        assert not again.supersedes

    async def test_it_is_closed_without_a_newer_wish_too(self, switches: Switches) -> None:
        await switches.begin(SERVER, "loja", ON_WEBHOOK, ON_WEBSOCKET, NOW)
        other = await switches.begin(SERVER, "other", ON_WEBHOOK, ON_WEBSOCKET, NOW)
        await switches.supersede(SERVER, "loja", NOW + 1)
        assert await switches.unfinished(SERVER) == (other,)
        assert (await switches.tally(SERVER)).failed == 1

    async def test_several_are_found_in_their_order(self, switches: Switches) -> None:
        begun = [
            await switches.begin(SERVER, name, ON_WEBHOOK, ON_WEBSOCKET, NOW) for name in "cab"
        ]
        assert await switches.unfinished(SERVER) == tuple(begun)

    async def test_without_the_key_it_is_closed_as_failed(
        self, switches: Switches, keyless: Switches
    ) -> None:
        await switches.begin(SERVER, "loja", ON_WEBHOOK, ON_WEBSOCKET, NOW)
        without_url = Reception(None, WEBSOCKET)
        plain = await switches.begin(SERVER, "other", Reception(None, None), without_url, NOW)
        assert await keyless.unfinished(SERVER) == (plain,)
        assert await switches.unfinished(SERVER) == (plain,)
        assert (await switches.tally(SERVER)).failed == 1

    async def test_last_and_tally(self, switches: Switches) -> None:
        ends = [
            ("a", SwitchState.DONE),
            ("a", SwitchState.ROLLED_BACK),
            ("b", SwitchState.DONE),
            ("b", SwitchState.FAILED),
            ("b", SwitchState.OVERTAKEN),
            ("c", SwitchState.RUNNING),
        ]
        for at, (name, state) in enumerate(ends):
            begun = await switches.begin(SERVER, name, ON_WEBHOOK, ON_WEBSOCKET, 0)
            await switches.mark(begun.id, state, at=at)
        assert await switches.last(SERVER) == {
            "a": LastSwitch(1, Mode.WEBHOOK, Mode.WEBHOOK),
            "b": LastSwitch(2, Mode.WEBHOOK, Mode.WEBSOCKET),
        }
        assert await switches.tally(SERVER) == Tally(done=2, rolled_back=1, failed=2)
        assert await switches.tally("s2") == (0, 0, 0)

    async def test_last_needs_no_key(self, switches: Switches, keyless: Switches) -> None:
        begun = await switches.begin(SERVER, "a", ON_WEBHOOK, ON_WEBSOCKET, 0)
        await switches.mark(begun.id, SwitchState.DONE, at=5)
        assert await keyless.last(SERVER) == await switches.last(SERVER)


class TestRecord:
    WEBHOOK = Record(True, False, SECRET_URL, False)
    WEBSOCKET = Record(False, True, None, None)
    NONE = Record(False, False, None, None)

    async def test_the_newest_one_counts(self, switches: Switches) -> None:
        for record in (self.NONE, self.WEBSOCKET, self.WEBHOOK):
            await switches.leave(SERVER, "loja", ON_WEBSOCKET, NOW, record=record)
            assert await switches.records(SERVER) == {"loja": record}
        assert await switches.records("s2") == {}

    async def test_without_the_key_the_url_is_masked(
        self, switches: Switches, keyless: Switches
    ) -> None:
        await switches.leave(SERVER, "loja", ON_WEBSOCKET, NOW, record=self.WEBHOOK)
        url = (await keyless.records(SERVER))["loja"].webhook_url
        assert url == "https://n8n.example/webhook/•••?•••"

    @pytest.mark.parametrize(
        "wrong",
        [
            Record(True, True, None, None),
            Record(False, True, "https://host", None),
            Record(False, True, None, True),
        ],
    )
    async def test_an_impossible_one_is_refused(self, switches: Switches, wrong: Record) -> None:
        await switches.leave(SERVER, "loja", ON_WEBSOCKET, NOW, record=self.WEBSOCKET)
        with pytest.raises(StoreError) as caught:
            await switches.leave(
                SERVER, "loja", ON_WEBHOOK, NOW, record=wrong, remembered=Remembered(WEBHOOK)
            )
        assert caught.value.values["reason"] == "SQLITE_CONSTRAINT_CHECK"
        assert await switches.records(SERVER) == {"loja": self.WEBSOCKET}
        assert await switches.remembered(SERVER, "loja") == Remembered(), "all or nothing"

    @pytest.mark.parametrize("both", ["1, 1", "2, 1", "1, 2", "'1', '1'", "NULL, NULL"])
    async def test_raw_sql_cannot_turn_both_on(
        self, database: Database, switches: Switches, file: Path, both: str
    ) -> None:
        with closing(sqlite3.connect(file)) as db, pytest.raises(sqlite3.IntegrityError):
            db.execute(
                "INSERT INTO record (server, instance, webhook_enabled, websocket_enabled) "
                f"VALUES ('s1', 'raw', {both})"
            )
        await switches.leave(SERVER, "loja", ON_WEBSOCKET, NOW, record=self.WEBHOOK)
        with closing(sqlite3.connect(file)) as db, pytest.raises(sqlite3.IntegrityError):
            db.execute("UPDATE record SET websocket_enabled = 1")


class TestRemembered:
    async def test_nothing_was_seen_yet(self, switches: Switches) -> None:
        assert await switches.remembered(SERVER, "loja") == Remembered()

    async def test_each_side_is_kept_until_it_is_replaced(self, switches: Switches) -> None:
        await switches.remember(SERVER, "loja", Remembered(webhook=WEBHOOK))
        await switches.remember(SERVER, "loja", Remembered(websocket=WEBSOCKET))
        assert await switches.remembered(SERVER, "loja") == Remembered(WEBHOOK, WEBSOCKET)
        bare = WebhookConfig(False)
        await switches.remember(SERVER, "loja", Remembered(webhook=bare))
        assert await switches.remembered(SERVER, "loja") == Remembered(bare, WEBSOCKET)
        assert await switches.remembered(SERVER, "other") == Remembered()
        assert await switches.remembered("s2", "loja") == Remembered()

    async def test_a_lost_key_forgets_the_sealed_side_only(
        self, switches: Switches, keyless: Switches
    ) -> None:
        await switches.remember(SERVER, "loja", Remembered(WEBHOOK, WEBSOCKET))
        assert await keyless.remembered(SERVER, "loja") == Remembered(None, WEBSOCKET)


async def test_no_secret_is_in_the_files(file: Path, seal: Seal) -> None:
    database = Database.open(file)
    switches = Switches(database, seal)
    await switches.begin(SERVER, "loja", ON_WEBHOOK, ON_WEBSOCKET, NOW)
    await switches.leave(SERVER, "loja", ON_WEBSOCKET, NOW, record=TestRecord.WEBHOOK)
    await switches.remember(SERVER, "loja", Remembered(WEBHOOK, WEBSOCKET))
    while_open = [path.read_bytes() for path in file.parent.iterdir()]
    assert len(while_open) == 3, "the file, its WAL and its index"
    database.close()
    for content in [*while_open, file.read_bytes()]:
        for secret in ("pw0rd", "0123456789abcdef", "t0psecret", "header-secret"):
            assert secret.encode() not in content
    assert b"n8n.example" in file.read_bytes()
