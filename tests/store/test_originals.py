"""What was there before evodesk wrote, on a real file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from evodesk.domain.reception import Mode, Original, Reception, WebhookConfig, WebsocketConfig
from evodesk.domain.switch import SwitchState
from evodesk.secrets import Seal, Vault
from evodesk.store.database import Database
from evodesk.store.originals import Originals
from evodesk.store.steps import known_steps
from tests.store.making import NOW, SERVER

if TYPE_CHECKING:
    from pathlib import Path

    from evodesk.store.switches import Switches

WEBHOOK = WebhookConfig(
    enabled=True,
    url="https://n8n.example/webhook/0123456789abcdef-secret",
    headers=(("authorization", "Bearer header-secret-1"),),
    events=frozenset({"MESSAGES_UPSERT", "CALL"}),
    by_events=True,
)
SOCKET = WebsocketConfig(True, frozenset({"MESSAGES_UPSERT"}))
FOREIGN, BY_SOCKET = Reception(WEBHOOK, None), Reception(None, SOCKET)
OTHER = Reception(replace(WEBHOOK, url="https://crm.example/hook"), None)


@pytest.fixture
def originals(database: Database, seal: Seal) -> Originals:
    return Originals(database, seal)


async def test_the_first_one_is_kept_whole(originals: Originals, switches: Switches) -> None:
    await switches.begin(SERVER, "loja", FOREIGN, BY_SOCKET, NOW)
    await switches.begin(SERVER, "loja", BY_SOCKET, OTHER, NOW + 1)
    assert await originals.all(SERVER) == {"loja": Original(FOREIGN, NOW)}
    assert await originals.of(SERVER, "loja") == Original(FOREIGN, NOW)
    assert await originals.all("another server") == {}
    assert await originals.of("another server", "loja") is None


async def test_a_takeover_is_kept_anew(originals: Originals, switches: Switches) -> None:
    await switches.begin(SERVER, "loja", FOREIGN, BY_SOCKET, NOW)
    await switches.begin(SERVER, "loja", OTHER, BY_SOCKET, NOW + 1, takes_over=True)
    assert await originals.all(SERVER) == {"loja": Original(OTHER, NOW + 1)}


async def test_what_we_led_elsewhere_ourselves_is_not_what_was_there(
    originals: Originals, switches: Switches
) -> None:
    """An address that is put right afterwards: the first system comes back, headers included."""
    wrong = await switches.begin(SERVER, "loja", FOREIGN, OTHER, NOW, takes_over=True)
    await switches.mark(wrong.id, SwitchState.DONE, at=NOW)
    await switches.begin(SERVER, "loja", OTHER, BY_SOCKET, NOW + 1, takes_over=True)
    assert await originals.of(SERVER, "loja") == Original(FOREIGN, NOW)


async def test_both_is_never_kept(originals: Originals, switches: Switches) -> None:
    await switches.begin(SERVER, "loja", Reception(WEBHOOK, SOCKET), BY_SOCKET, NOW)
    kept = (await originals.all(SERVER))["loja"].reception
    assert kept.mode is Mode.WEBHOOK
    assert kept.same_as(FOREIGN)


async def test_no_secret_lies_open(file: Path, switches: Switches, database: Database) -> None:
    await switches.begin(SERVER, "loja", FOREIGN, BY_SOCKET, NOW)
    database.close()
    content = b"".join(each.read_bytes() for each in file.parent.iterdir() if each.is_file())
    assert b"0123456789abcdef-secret" not in content
    assert b"header-secret-1" not in content


async def test_without_the_key_it_is_left_out(database: Database, switches: Switches) -> None:
    await switches.begin(SERVER, "loja", FOREIGN, BY_SOCKET, NOW)
    await switches.begin(SERVER, "plain", BY_SOCKET, FOREIGN, NOW)
    keyless = Originals(database, Seal(Vault.in_memory()))
    assert await keyless.all(SERVER) == {"plain": Original(BY_SOCKET, NOW)}
    assert await keyless.of(SERVER, "loja") is None


async def test_the_journal_of_an_older_file_is_where_it_begins(tmp_path: Path, seal: Seal) -> None:
    """The oldest entry of each instance; one with both sides on tells nothing to return to."""
    file = tmp_path / "older.db"
    old = [step for step in known_steps() if step.number < 4]
    on, off = '{"enabled": true, "events": []}', '{"enabled": false, "events": []}'
    hook = '{"enabled": true, "events": [], "by_events": false, "base64": false}'
    with closing(sqlite3.connect(file)) as db:
        for step in old:
            db.executescript(f"{step.sql} PRAGMA user_version = {step.number};")
        rows = [("loja", "null", on), ("loja", "null", off), ("both", hook, on)]
        for at, (name, webhook, websocket) in enumerate(rows):
            before = (
                f'{{"webhook": {webhook}, "websocket": {websocket}, "websocket_available": true}}'
            )
            db.execute(
                "INSERT INTO switch (server, instance, before, target, state, started_at) "
                "VALUES (?, ?, ?, ?, 'done', ?)",
                (SERVER, name, before, before, at),
            )
        db.commit()
    database = Database.open(file)
    found = await Originals(database, seal).all(SERVER)
    database.close()
    assert {name: (each.reception.mode, each.at) for name, each in found.items()} == {
        "loja": (Mode.WEBSOCKET, 0)
    }
