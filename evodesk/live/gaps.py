"""The gaps of one server: one open gap an instance, kept in the store and told when it changes.

Memory is ahead of the store by one batch; a crash in between loses nothing, because what the gap
stands for, the certain moment, has not moved.
"""

from __future__ import annotations

import logging
import uuid
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from evodesk.domain.gap import Cause, Gap, GapState
from evodesk.errors import StoreError

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Sequence

    from evodesk.tasks import Tasks

log = logging.getLogger(__name__)

KEPT = 500
"""Gaps in memory beside the open ones."""


class GapStore(Protocol):
    async def put(self, gaps: Sequence[Gap]) -> tuple[Gap, ...]: ...

    async def latest(self, server: str, limit: int) -> tuple[Gap, ...]: ...


class Gaps(QObject):
    changed = Signal(object)
    """tuple[Gap, ...]: new or different, as stored."""

    def __init__(self, server: str, store: GapStore, tasks: Tasks) -> None:
        super().__init__()
        self._server = server
        self._store = store
        self._tasks = tasks
        self._known: dict[str, Gap] = {}
        """By id, oldest first."""
        self._open: dict[str, str] = {}
        """Instance -> id."""
        self._dirty: set[str] = set()
        self._writing: asyncio.Task[None] | None = None

    @property
    def all(self) -> tuple[Gap, ...]:
        """Oldest first."""
        return tuple(self._known.values())

    def current(self, instance: str) -> Gap | None:
        """The open one."""
        found = self._open.get(instance)
        return self._known[found] if found else None

    async def load(self) -> None:
        """What the last run left. Of an open gap in which messages had begun to arrive again only
        the late passes were missing: the next reading covers them. Raises StoreError."""
        for gap in await self._store.latest(self._server, KEPT):
            self._known[gap.id] = gap
            if gap.state is not GapState.OPEN:
                continue
            self._open[gap.instance] = gap.id
            if gap.until is not None:
                self.close(gap.instance, GapState.FILLED)
        self.changed.emit(self.all)

    def open(self, instance: str, cause: Cause, since: float) -> None:
        """What would open another one meanwhile prolongs the one that is open."""
        gap = self.current(instance)
        if gap is None:
            self._put(Gap(uuid.uuid4().hex, self._server, instance, cause, since))
        elif gap.until is not None:
            self._put(replace(gap, until=None))

    def reach(self, instance: str, until: float) -> None:
        """Messages arrive again since `until`; not yet everything before is read."""
        self._change(instance, lambda gap: replace(gap, until=until))

    def explain(self, instance: str, cause: Cause) -> None:
        """The cause turned out to be another one."""
        self._change(instance, lambda gap: replace(gap, cause=cause))

    def recount(self, instance: str) -> None:
        """Messages were recovered."""
        self._change(instance, lambda gap: gap)

    def close(self, instance: str, state: GapState) -> None:
        self._change(instance, lambda gap: replace(gap, state=state))

    def give_up_empty(self, since: float) -> None:
        """The server was found to keep nothing: what was closed after `since` and recovered
        nothing was not filled."""
        for gap in self.all:
            empty = gap.state is GapState.FILLED and not gap.recovered
            if empty and gap.until is not None and gap.until >= since:
                self._put(replace(gap, state=GapState.UNRECOVERABLE))

    async def save(self) -> None:
        """Write what was not written yet. Raises StoreError."""
        while self._dirty:
            batch = [self._known[id_] for id_ in self._dirty]
            self._dirty.clear()
            try:
                stored = await self._store.put(batch)
            except StoreError:
                self._dirty.update(gap.id for gap in batch)
                raise
            self.changed.emit(tuple(self._adopt(gap) for gap in stored))
            self._forget_oldest()

    def _adopt(self, stored: Gap) -> Gap:
        """Only the store knows how much was recovered; memory may know newer things."""
        newest = self._known.get(stored.id, stored)
        adopted = replace(newest, recovered=stored.recovered, first_row=stored.first_row)
        if stored.id in self._known:
            self._known[stored.id] = adopted
        return adopted

    def _change(self, instance: str, change: Callable[[Gap], Gap]) -> None:
        if (gap := self.current(instance)) is not None:
            self._put(change(gap))

    def _put(self, gap: Gap) -> None:
        self._known[gap.id] = gap
        if gap.state is GapState.OPEN:
            self._open[gap.instance] = gap.id
        elif self._open.get(gap.instance) == gap.id:
            del self._open[gap.instance]
        self._dirty.add(gap.id)
        if self._writing is None or self._writing.done():
            self._writing = self._tasks.start(self._write(), name="gaps")

    def _forget_oldest(self) -> None:
        closed = [each.id for each in self.all if each.state is not GapState.OPEN]
        for id_ in closed[:-KEPT]:
            if id_ not in self._dirty:
                del self._known[id_]

    async def _write(self) -> None:
        try:
            await self.save()
        except StoreError as error:
            log.error("gaps could not be stored: %s", error)
