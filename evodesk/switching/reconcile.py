"""The loop that brings an instance to a Reception: read, next step, write, until none is left.

It trusts no answer to a write: a 201 may have saved nothing, an error may have taken effect. Only
what is read back counts: the side that was written as long as all goes as planned, and both from
the first surprise on.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING

from evodesk.domain.reception import Mode, Side, WebhookConfig
from evodesk.domain.switch import Phase
from evodesk.errors import (
    BadCertificate,
    EvodeskError,
    KeyRefused,
    LicenceRequired,
    NotSaved,
    Overtaken,
    RequestRefused,
    ServerError,
    UnknownInstance,
    WebsocketOff,
)
from evodesk.switching.plan import Step, after, is_on_path, next_step, withdrawal
from evodesk.switching.preflight import is_fresh

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evodesk.domain.reception import Reception
    from evodesk.domain.switch import SwitchRecord
    from evodesk.switching.protocols import ReceptionApi
    from evodesk.switching.run import Run

log = logging.getLogger("evodesk.switching")

TRIES = 2
"""How often the same step is written before the switch turns back."""
PATIENCE = (0.3, 1.0, 3.0)
"""Seconds to wait before each further try to read."""


def is_final(error: EvodeskError) -> bool:
    """Whether the same request would fail again; anything else may pass or have taken effect."""
    return isinstance(
        error,
        KeyRefused
        | LicenceRequired
        | UnknownInstance
        | RequestRefused
        | BadCertificate
        | WebsocketOff,
    )


class Reconciler:
    """The way of one SwitchRecord, forth and back."""

    def __init__(
        self, api: ReceptionApi, run: Run, entry: SwitchRecord, patience: Sequence[float]
    ) -> None:
        self._api = api
        self._run = run
        self._entry = entry
        self._patience = patience
        self._turned_on: Step | None = None
        self._unread: Side | None = None
        """The one that was not read after the last write."""

    async def reach(self, goal: Reception, seen: Reception | None = None) -> Reception:
        """The proven Reception, `same_as` goal. `seen`: both sides, read just before, where no
        write from before can still be on its way.

        Raises Overtaken (nothing more is written), ServerError or WebsocketOff.
        """
        tries: Counter[Step] = Counter()
        error: ServerError | None = None
        as_planned, began = seen is not None, time.monotonic()
        seen = seen or await self._read()
        while True:
            if not is_on_path(seen, self._entry.before, self._entry.target):
                await self._withdraw(seen)
                raise Overtaken(instance=self._run.instance)
            step = next_step(seen, goal)
            if step is None:
                self._run.enter(Phase.READ_BACK)
                return seen
            if tries[step] == TRIES:
                raise error or self._not_saved(step, seen)
            tries[step] += 1
            error = await self._write(step)
            as_planned = as_planned and error is None
            found = await self._reread(step, seen, began) if as_planned else None
            as_planned = found is not None
            seen = found or await self._read()

    async def look_again(self, proven: Reception) -> Reception:
        """The side that was not read after the last write: somebody else may have turned it on.
        Then ours is withdrawn, or theirs turned off where it is the old one; what else they did
        is left as it is. A server that does not answer now leaves proven what is. Raises like
        `reach`."""
        if self._unread is None:
            return proven
        try:
            found = await self._api.reread(self._run.instance, self._unread, proven)
        except ServerError as error:
            log.info("%s: not looked at again: %s", self._run.instance, error.code)
            return proven
        if found.same_as(proven):
            return proven
        found = await self._read()
        if found.mode is not Mode.BOTH:
            raise Overtaken(instance=self._run.instance)
        return await self.reach(self._entry.target, found)

    async def _reread(self, step: Step, seen: Reception, asked_at: float) -> Reception | None:
        """What is there now that only this side was written; None if it is not what was written,
        or if the side to be turned on next was seen too long ago: it may be somebody else's now.

        Turning on comes after the other side was read to be off, so both are never on by our
        hand. What somebody else does to that other side meanwhile is left to `look_again`.
        """
        try:
            found = await self._api.reread(self._run.instance, step.side, seen)
        except ServerError:
            return None
        if not found.same_as(after(seen, step)) or not (step.turns_on or is_fresh(asked_at)):
            return None
        self._run.seen, self._unread = found, step.side.other
        return found

    async def _withdraw(self, seen: Reception) -> None:
        step = withdrawal(seen, self._turned_on) if self._turned_on else None
        if step is not None:
            with suppress(ServerError):
                await self._write(step)
                await self._read()

    def _not_saved(self, step: Step, seen: Reception) -> EvodeskError:
        """Answered with yes, twice, and not to be found."""
        if step.side is Side.WEBSOCKET and not seen.websocket_available:
            return WebsocketOff(instance=self._run.instance)
        return NotSaved(instance=self._run.instance)

    async def _read(self) -> Reception:
        self._run.seen = self._unread = None
        for pause in self._patience:
            try:
                self._run.seen = await self._api.reception(self._run.instance)
            except ServerError as error:
                if is_final(error):
                    raise
                log.info("%s: not read: %s", self._run.instance, error.code)
                await asyncio.sleep(pause)
            else:
                return self._run.seen
        self._run.seen = await self._api.reception(self._run.instance)
        return self._run.seen

    async def _write(self, step: Step) -> ServerError | None:
        """The error that leaves open whether it was saved. Raises a final one."""
        self._run.enter(Phase.NEW_ON if step.turns_on else Phase.OLD_OFF)
        if step.turns_on:
            self._turned_on = step
        began = time.perf_counter()
        try:
            await self._send(step)
        except ServerError as error:
            self._log(step, began, error.code)
            if is_final(error):
                raise
            await asyncio.sleep(self._patience[0])
            return error
        self._log(step, began, "answered")
        if step.turns_on:
            self._run.enter(Phase.READ_BACK)
        return None

    async def _send(self, step: Step) -> None:
        if isinstance(step.config, WebhookConfig):
            await self._api.set_webhook(self._run.instance, step.config)
        else:
            await self._api.set_websocket(self._run.instance, step.config)

    def _log(self, step: Step, began: float, result: str) -> None:
        took = (time.perf_counter() - began) * 1000
        log.info("%s: %s: %s in %.0f ms", self._run.instance, step, result, took)
