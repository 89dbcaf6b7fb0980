"""A model server that knows what whoever writes to it can have seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evodesk.domain.reception import Mode, Reception, Side, WebhookConfig
from tests.fakes import Config, FakeServer, Rule, Trouble, with_side

if TYPE_CHECKING:
    from collections.abc import Collection

    from tests.fakes import FakeJournal


class Watched(FakeServer):
    """Tells what we did with open eyes: against what was read after the last change of others."""

    def __init__(self, reception: Reception, journal: FakeJournal, *rules: Rule) -> None:
        super().__init__(reception, *rules)
        self.both_by_us = False
        """A write of ours had both sides on."""
        self.overwrote = False
        """A write of ours replaced what somebody else had set since the switch began."""
        self.unseen: set[Side] = set()
        """Changed by others, and not read since."""
        self._journal = journal
        self._coming: Reception | None = None
        self._sides: Collection[Side] = ()
        self._requests_until = 0

    async def reception(self, name: str) -> Reception:
        found = await super().reception(name)
        self.unseen.clear()
        return found

    async def reread(self, name: str, side: Side, seen: Reception) -> Reception:
        found = await super().reread(name, side, seen)
        self.unseen.discard(side)
        return found

    def meddle(self, reception: Reception, sides: Collection[Side] = tuple(Side)) -> None:
        """Somebody else brings this about."""
        self.unseen |= set(sides)
        for side in sides:
            self._show(with_side(self.now, side, reception))

    def meddle_later(
        self, requests: int, reception: Reception, sides: Collection[Side] = tuple(Side)
    ) -> None:
        """After so many more of ours."""
        self._requests_until, self._coming, self._sides = requests, reception, sides

    def calm(self) -> None:
        """Nothing is in the way any more."""
        self.rules.clear()
        self.unreadable, self._coming = 0, None

    async def _answer(self, name: str) -> None:
        self._pass()
        await super()._answer(name)

    async def _take(self, config: Config) -> None:
        self._pass()
        await super()._take(config)

    def _pass(self) -> None:
        self._requests_until -= 1
        if self._coming is not None and self._requests_until < 0:
            coming, self._coming = self._coming, None
            self.meddle(coming, self._sides)

    def _suffer(self, trouble: Trouble, config: Config) -> None:
        if trouble is Trouble.MEDDLED_BEFORE:
            self.unseen = set(Side)
        super()._suffer(trouble, config)
        if trouble is Trouble.MEDDLED_AFTER:
            self.unseen = set(Side)

    def _land(self, late: list[Config]) -> None:
        """A write that the network had kept arrives after a newer one."""
        if late:
            self.unseen = set(Side)
        super()._land(late)

    def _save(self, config: Config) -> None:
        side = Side.WEBHOOK if isinstance(config, WebhookConfig) else Side.WEBSOCKET
        self.overwrote |= side not in self.unseen and self._is_strange(side)
        was = self.now.mode
        super()._save(config)
        turned_both_on = self.now.mode is Mode.BOTH and was is not Mode.BOTH
        self.both_by_us |= turned_both_on and side.other not in self.unseen

    def _is_strange(self, side: Side) -> bool:
        """On, and neither as it was before the last switch nor as that switch wished it."""
        entry = self._journal.entries[len(self._journal.entries)]
        now, *known = (_side(each, side) for each in (self.now, entry.before, entry.target))
        return now is not None and now.enabled and now not in known


def _side(reception: Reception, side: Side) -> Config | None:
    return reception.webhook if side is Side.WEBHOOK else reception.websocket
