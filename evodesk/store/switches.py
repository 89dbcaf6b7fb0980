"""The journal of switches, the Records and the remembered configurations.

A journal entry is on the disk (synchronous=FULL) before the first write to the server, so that
a crash leaves a wish to be finished and no mystery. Methods raise StoreError only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from evodesk.domain.reception import Record, Remembered, Side, mask_url
from evodesk.domain.switch import UNFINISHED, LastSwitch, SwitchRecord, SwitchState
from evodesk.errors import NoKeyring
from evodesk.store import baselines, configs, originals
from evodesk.store.raw import durable, raw, transaction

if TYPE_CHECKING:
    import sqlite3

    from peewee import SqliteDatabase

    from evodesk.domain.reception import Reception, WebhookConfig
    from evodesk.secrets import Seal
    from evodesk.store.database import Database


class Tally(NamedTuple):
    """How many switches of one server came to which end."""

    done: int
    rolled_back: int
    failed: int
    """The overtaken ones too: they did not reach what was wished."""


class Switches:
    def __init__(self, database: Database, seal: Seal) -> None:
        self._database = database
        self._seal = seal

    async def begin(
        self,
        server: str,
        instance: str,
        before: Reception,
        target: Reception,
        at: float,
        *,
        takes_over: bool = False,
    ) -> SwitchRecord:
        """Writes the wish down, durably, and keeps `before` as the instance's original: the first
        one ever, or anew where it `takes_over` somebody else's webhook that was not led there by
        an earlier switch. What was left halfway of the instance is closed as OVERTAKEN. `at`: unix
        seconds."""
        return await self._database.run(
            _begin, self._seal, server, instance, before, target, at, takes_over
        )

    async def supersede(self, server: str, instance: str, at: float) -> None:
        """Closes what was left halfway of the instance as OVERTAKEN, durably. `at`: unix
        seconds."""
        await self._database.run(_supersede, server, instance, at)

    async def mark(
        self, id: int, state: SwitchState, *, at: float | None = None, error: str = ""
    ) -> None:
        """Durably. `at`: when it came to its end. `error`: the code of what stopped it."""
        await self._database.run(_mark, id, state, at, error)

    async def unfinished(self, server: str) -> tuple[SwitchRecord, ...]:
        """To be resumed, oldest first. One whose URL was sealed with a key that is gone can
        neither be finished nor undone: it is closed here as FAILED and left out."""
        return await self._database.run(_unfinished, self._seal, server)

    async def last(self, server: str) -> dict[str, LastSwitch]:
        """Per instance the last switch that ended in a proven Reception."""
        return await self._database.run(_last, server)

    async def tally(self, server: str) -> Tally:
        return await self._database.run(_tally, server)

    async def records(self, server: str) -> dict[str, Record]:
        """The URL is masked where the key that sealed it is gone."""
        return await self._database.run(_records, self._seal, server)

    async def leave(
        self,
        server: str,
        instance: str,
        left: Reception,
        at: float,
        *,
        record: Record | None = None,
        remembered: Remembered | None = None,
    ) -> None:
        """What the server has from us now, or what the person accepts of what it has; and with
        it, all or nothing, the Record, which replaces the instance's row, and what to remember.
        Raises StoreError for a Record with both sides on, or of WebSocket with a URL: the table
        refuses both."""
        await self._database.run(_leave, self._seal, server, instance, left, at, record, remembered)

    async def remember(self, server: str, instance: str, remembered: Remembered) -> None:
        """A side that is None keeps what was remembered for it."""
        await self._database.run(_remember, self._seal, server, instance, remembered)

    async def remembered(self, server: str, instance: str) -> Remembered:
        """A side whose sealing key is gone reads as never seen."""
        return await self._database.run(_remembered, self._seal, server, instance)


def _begin(
    db: SqliteDatabase,
    seal: Seal,
    server: str,
    instance: str,
    before: Reception,
    target: Reception,
    at: float,
    takes_over: bool,
) -> SwitchRecord:
    values = (
        *(server, instance, *configs.reception_values(before, seal)),
        *(*configs.reception_values(target, seal), SwitchState.RUNNING, at),
    )
    with durable(db) as sql:
        supersedes = _overtake(sql, server, instance, at)
        originals.put(sql, seal, server, instance, before, at, takes_over)
        row = sql.execute(
            "INSERT INTO switch (server, instance, before, before_sealed, target, target_sealed, "
            "state, started_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            values,
        )
    return SwitchRecord(
        id=int(row.lastrowid or 0),
        server=server,
        instance=instance,
        before=before,
        target=target,
        state=SwitchState.RUNNING,
        started_at=at,
        supersedes=supersedes,
    )


def _supersede(db: SqliteDatabase, server: str, instance: str, at: float) -> None:
    with durable(db) as sql:
        _overtake(sql, server, instance, at)


def _overtake(sql: sqlite3.Connection, server: str, instance: str, at: float) -> bool:
    """Whether anything was left halfway."""
    closed = sql.execute(
        "UPDATE switch SET state = ?, finished_at = ? "
        "WHERE server = ? AND instance = ? AND state IN (?, ?)",
        (SwitchState.OVERTAKEN, at, server, instance, *UNFINISHED),
    )
    return closed.rowcount > 0


def _mark(
    db: SqliteDatabase, number: int, state: SwitchState, at: float | None, error: str
) -> None:
    with durable(db) as sql:
        sql.execute(
            "UPDATE switch SET state = ?, finished_at = coalesce(?, finished_at), error = ? "
            "WHERE id = ?",
            (state, at, error, number),
        )


def _unfinished(db: SqliteDatabase, seal: Seal, server: str) -> tuple[SwitchRecord, ...]:
    rows = raw(db).execute(
        "SELECT id, server, instance, before, before_sealed, target, target_sealed, state, "
        "started_at, error FROM switch WHERE server = ? AND state IN (?, ?) ORDER BY id",
        (server, *UNFINISHED),
    )
    found = []
    for row in rows.fetchall():
        try:
            found.append(_switch_of(row, seal))
        except configs.Lost:
            _mark(db, row[0], SwitchState.FAILED, None, NoKeyring.code)
    return tuple(found)


def _switch_of(row: tuple[Any, ...], seal: Seal) -> SwitchRecord:
    number, server, instance, before, before_sealed, target, target_sealed, *rest = row
    state, started_at, error = rest
    return SwitchRecord(
        id=number,
        server=server,
        instance=instance,
        before=configs.reception_of(before, before_sealed, seal),
        target=configs.reception_of(target, target_sealed, seal),
        state=SwitchState(state),
        started_at=started_at,
        error=error,
    )


def _last(db: SqliteDatabase, server: str) -> dict[str, LastSwitch]:
    rows = raw(db).execute(
        "SELECT instance, max(id), coalesce(finished_at, started_at), before, target, state "
        "FROM switch WHERE server = ? AND state IN (?, ?) GROUP BY instance",
        (server, SwitchState.DONE, SwitchState.ROLLED_BACK),
    )
    found = {}
    for instance, _, at, before, target, state in rows:
        old, new = configs.shape_of(before).mode, configs.shape_of(target).mode
        found[instance] = LastSwitch(at, old, new if state == SwitchState.DONE else old)
    return found


def _tally(db: SqliteDatabase, server: str) -> Tally:
    rows = raw(db).execute(
        "SELECT state, count(*) FROM switch WHERE server = ? GROUP BY state", (server,)
    )
    found = dict(rows.fetchall())
    return Tally(
        done=found.get(SwitchState.DONE, 0),
        rolled_back=found.get(SwitchState.ROLLED_BACK, 0),
        failed=found.get(SwitchState.FAILED, 0) + found.get(SwitchState.OVERTAKEN, 0),
    )


def _leave(
    db: SqliteDatabase,
    seal: Seal,
    server: str,
    instance: str,
    left: Reception,
    at: float,
    record: Record | None,
    remembered: Remembered | None,
) -> None:
    with transaction(db) as sql:
        baselines.put(sql, seal, server, instance, left, at)
        if record is not None:
            _put_record(sql, seal, server, instance, record)
        if remembered is not None:
            _put_remembered(sql, seal, server, instance, remembered)


def _put_record(
    sql: sqlite3.Connection, seal: Seal, server: str, instance: str, record: Record
) -> None:
    url = record.webhook_url
    sql.execute(
        "INSERT OR REPLACE INTO record (server, instance, webhook_enabled, websocket_enabled, "
        "webhook_url, webhook_base64, sealed_url) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            *(server, instance, record.webhook_enabled, record.websocket_enabled),
            *(url and mask_url(url), record.webhook_base64, url and seal.seal(url)),
        ),
    )


def _records(db: SqliteDatabase, seal: Seal, server: str) -> dict[str, Record]:
    rows = raw(db).execute(
        "SELECT instance, webhook_enabled, websocket_enabled, webhook_url, webhook_base64, "
        "sealed_url FROM record WHERE server = ?",
        (server,),
    )
    return {
        instance: Record(
            webhook_enabled=bool(webhook),
            websocket_enabled=bool(websocket),
            webhook_url=(sealed and seal.open(sealed)) or masked,
            webhook_base64=None if base64 is None else bool(base64),
        )
        for instance, webhook, websocket, masked, base64, sealed in rows
    }


def _remember(
    db: SqliteDatabase, seal: Seal, server: str, instance: str, remembered: Remembered
) -> None:
    with transaction(db) as sql:
        _put_remembered(sql, seal, server, instance, remembered)


def _put_remembered(
    sql: sqlite3.Connection, seal: Seal, server: str, instance: str, remembered: Remembered
) -> None:
    rows: list[tuple[str, str, Side, str, bytes | None]] = []
    if webhook := remembered.webhook:
        rows.append((server, instance, Side.WEBHOOK, *configs.webhook_values(webhook, seal)))
    if websocket := remembered.websocket:
        value = configs.websocket_value(websocket)
        rows.append((server, instance, Side.WEBSOCKET, value, None))
    sql.executemany("INSERT OR REPLACE INTO remembered VALUES (?, ?, ?, ?, ?)", rows)


def _remembered(db: SqliteDatabase, seal: Seal, server: str, instance: str) -> Remembered:
    rows = raw(db).execute(
        "SELECT side, config, sealed FROM remembered WHERE server = ? AND instance = ?",
        (server, instance),
    )
    found = {side: (config, sealed) for side, config, sealed in rows}
    websocket = found.get(Side.WEBSOCKET)
    return Remembered(
        webhook=_remembered_webhook(found.get(Side.WEBHOOK), seal),
        websocket=configs.websocket_of(websocket[0]) if websocket else None,
    )


def _remembered_webhook(found: tuple[str, bytes | None] | None, seal: Seal) -> WebhookConfig | None:
    if found is None:
        return None
    try:
        return configs.webhook_of(*found, seal)
    except configs.Lost:
        return None
