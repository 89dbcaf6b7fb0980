"""The one SQLite file, the one thread that writes it, the two beside it that only read, and one
that brings what was written onto the disk.

Writing goes one function after the other. The others have connections of their own, so that they
neither wait for what is being written nor hold it up, and nothing waits for the disk in the thread
that draws.
"""

from __future__ import annotations

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from peewee import SqliteDatabase

from evodesk.errors import Damaged, DiskFull
from evodesk.store.failures import Closed, translated
from evodesk.store.questions import Questions
from evodesk.store.raw import BUSY_SECONDS, raw, read_only
from evodesk.store.setting_aside import suspicion
from evodesk.store.steps import known_steps, migrate, version_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

log = logging.getLogger(__name__)

CACHE_KB = 8000
"""For the writer: a transaction of a thousand messages, which SQLite's 2 MB would write twice."""
CHECKPOINT_PAGES = 16_000
"""64 MB of WAL. Only a long burst gets there: from then on a commit does what is done beside the
writing otherwise (see checkpoints.py), and whoever waits for it waits for the disk."""

P = ParamSpec("P")
T = TypeVar("T")


class Database:
    """Made by `open`, ended by `close`; in between `run` from any coroutine."""

    def __init__(self, path: Path, connection: SqliteDatabase, worker: ThreadPoolExecutor) -> None:
        self.path = path
        self._connection = connection
        self._worker = worker
        self._questions = Questions(read_only(path))
        self._surveys = Questions(read_only(path))
        self._checkpoints = Questions(_at(path))
        self.written = asyncio.Event()
        """Something may have been committed since the last checkpoint."""
        self._closed = False

    @classmethod
    def open(cls, path: Path) -> Database:
        """Opens, checks and migrates the file, making it (mode 0600) when there is none.

        Usable before a loop runs. Raises NewerFile, Damaged, Locked, NotWritable or DiskFull;
        then nothing was changed beyond the migration steps that were completed.
        """
        worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="evodesk-store")
        try:
            connection = worker.submit(_open, path).result()
        except BaseException:
            worker.shutdown()
            raise
        return cls(path, connection, worker)

    async def run(
        self, fn: Callable[Concatenate[SqliteDatabase, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """`fn(connection, *args)` in the worker. Raises StoreError. Cancelling the caller does
        not undo a call that has begun."""
        if self._closed:
            raise Closed()

        def call() -> T:
            with _suspecting(self.path), translated(self.path):
                return fn(self._connection, *args, **kwargs)

        try:
            return await asyncio.wrap_future(self._worker.submit(call))
        finally:
            self.written.set()

    async def read(
        self, fn: Callable[Concatenate[SqliteDatabase, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """`fn(connection, *args)` beside the writing, over all that is committed. Raises
        StoreError. Cancelling the caller ends the statement that runs."""
        return await self._ask(self._questions, fn, *args, **kwargs)

    async def survey(
        self, fn: Callable[Concatenate[SqliteDatabase, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """The same for what goes over much of the file: what is read next does not wait for it,
        and finds its pages still in SQLite's cache."""
        return await self._ask(self._surveys, fn, *args, **kwargs)

    async def checkpoint(self) -> bool:
        """Bring what is committed into the file and onto the disk; whether all of it is there: a
        reading that began before it holds it back. Raises StoreError."""
        return await self._ask(self._checkpoints, _checkpoint)

    async def _ask(
        self,
        questions: Questions,
        fn: Callable[Concatenate[SqliteDatabase, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        if self._closed:
            raise Closed()

        def call(db: SqliteDatabase) -> T:
            with _suspecting(self.path), translated(self.path):
                return fn(db, *args, **kwargs)

        return await questions.ask(call)

    def close(self) -> None:
        """Waits for what was asked before, writes the WAL back into the file and ends the
        thread. Safe to call twice."""
        if self._closed:
            return
        self._closed = True
        self._questions.close()
        self._surveys.close()
        self._checkpoints.close()
        try:
            self._worker.submit(_close, self._connection, self.path).result()
        finally:
            self._worker.shutdown()


def _at(path: Path) -> SqliteDatabase:
    return SqliteDatabase(str(path), timeout=BUSY_SECONDS)


def _open(path: Path) -> SqliteDatabase:
    with translated(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        ended_badly = _has_wal(path) or suspicion(path).exists()
        path.touch(mode=0o600)
        # The driver does not tell why it cannot open a file; the system does.
        path.open("r+b").close()
        db = _at(path)
        try:
            _prepare(db, path, ended_badly)
        except BaseException:
            db.close()
            raise
        return db


def _checkpoint(db: SqliteDatabase) -> bool:
    is_busy, pages, brought = raw(db).execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    return not is_busy and pages == brought


@contextmanager
def _suspecting(path: Path) -> Iterator[None]:
    """A clean close would hide from the next start what was met here."""
    try:
        yield
    except Damaged:
        with suppress(OSError):
            suspicion(path).touch()
        raise


def _has_wal(path: Path) -> bool:
    """A clean close leaves no WAL behind."""
    wal = path.with_name(f"{path.name}-wal")
    return wal.exists() and wal.stat().st_size > 0


def _prepare(db: SqliteDatabase, path: Path, ended_badly: bool) -> None:
    """The version is looked at before anything writes, journal_mode included."""
    steps = known_steps()
    version_of(db, path, steps)
    if ended_badly and db.pragma("quick_check(1)") != "ok":
        raise Damaged(path=str(path))
    suspicion(path).unlink(missing_ok=True)
    db.pragma("journal_mode", "WAL")
    db.pragma("synchronous", "NORMAL")
    db.pragma("foreign_keys", 1)
    db.pragma("cache_size", -CACHE_KB)
    db.pragma("wal_autocheckpoint", CHECKPOINT_PAGES)
    migrate(db, path, steps)


def _close(db: SqliteDatabase, path: Path) -> None:
    try:
        with translated(path):
            db.pragma("wal_checkpoint(TRUNCATE)")
    except DiskFull as error:
        # Nothing is lost: the WAL stays beside the file, and the next start reads it.
        log.warning("%s", error)
    finally:
        db.close()
