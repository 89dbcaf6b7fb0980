"""A thread beside the one that writes, with a connection of its own: it asks the file questions, or
for a checkpoint. One that nobody waits for any more is broken off.

SQLite's interrupt ends whatever runs on a connection, so it is sent only while the question it is
meant for is the one that runs.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

from evodesk.store.raw import raw

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from peewee import SqliteDatabase

T = TypeVar("T")


class Questions:
    """`close` waits for the question that runs."""

    def __init__(self, db: SqliteDatabase) -> None:
        """`db` is opened by the first question, in this thread."""
        self._db = db
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="evodesk-store-beside")
        self._turn = Lock()
        self._running: object | None = None
        self._connection: sqlite3.Connection

    async def ask(self, question: Callable[[SqliteDatabase], T]) -> T:
        """Cancelling it ends the statement that runs, or keeps it from beginning."""

        def answer() -> T:
            self._connection = raw(self._db)
            with self._turn:
                self._running = question
            try:
                return question(self._db)
            finally:
                with self._turn:
                    self._running = None

        try:
            return await asyncio.wrap_future(self._worker.submit(answer))
        except asyncio.CancelledError:
            with self._turn:
                if self._running is question:
                    self._connection.interrupt()
            raise

    def close(self) -> None:
        self._worker.submit(self._db.close).result()
        self._worker.shutdown()
