"""Whether the server still has the Reception that we left there, and what differs; pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from evodesk.domain.reception import Mode, Reception, Side
from evodesk.domain.switch import Wish


class Change(StrEnum):
    """What somebody else can have changed."""

    MODE = "mode"
    URL = "url"
    EVENTS = "events"
    HEADERS = "headers"
    BASE64 = "base64"
    BY_EVENTS = "by_events"


@dataclass(frozen=True, slots=True)
class Baseline:
    """What the Reception of an instance is compared with."""

    reception: Reception
    at: float
    """Unix seconds: when we left it there, it was accepted, or it was first seen."""
    chosen: bool = True
    """False: it was found there at first sight, and nobody has chosen anything here yet."""


@dataclass(frozen=True, slots=True)
class Drift:
    """Somebody else changed the Reception."""

    baseline: Baseline
    found: Reception
    since: float
    """Unix seconds: when the server saved it; where that is not known, when it was first read."""

    @property
    def changes(self) -> tuple[Change, ...]:
        return changes(self.baseline.reception, self.found)


def next_drift(
    baseline: Baseline, found: Reception, known: Drift | None, now: float
) -> Drift | None:
    """None where `found` is the baseline. `known`: what was told so far; `now`: unix seconds."""
    if found.same_as(baseline.reception):
        return None
    if known is not None and known.baseline == baseline and known.found.same_as(found):
        return known
    saved_at = found.saved_at
    told = saved_at is not None and baseline.at < saved_at <= now
    return Drift(baseline, found, saved_at if told and saved_at is not None else now)


def changes(before: Reception, after: Reception) -> tuple[Change, ...]:
    """Empty exactly where the two are the same. A side that is off in either is no comparison:
    its being on or off is the change."""
    found = {Change.MODE} if before.mode is not after.mode else set[Change]()
    if before.is_on(Side.WEBHOOK) and after.is_on(Side.WEBHOOK):
        found |= _webhook_changes(before, after)
    if before.is_on(Side.WEBSOCKET) and after.is_on(Side.WEBSOCKET):
        found |= _websocket_changes(before, after)
    return tuple(change for change in Change if change in found)


def wish_for(instance: str, reception: Reception) -> Wish | None:
    """To have exactly this again; None where not exactly one side is on in it."""
    if reception.mode is Mode.WEBHOOK:
        return Wish(instance, Side.WEBHOOK, exactly=reception.webhook)
    if reception.mode is Mode.WEBSOCKET:
        return Wish(instance, Side.WEBSOCKET, exactly=reception.websocket)
    return None


def _webhook_changes(before: Reception, after: Reception) -> set[Change]:
    old, new = before.webhook, after.webhook
    if old is None or new is None:
        return set()
    pairs = {
        Change.URL: old.url != new.url,
        Change.EVENTS: old.events != new.events,
        Change.HEADERS: old.headers != new.headers,
        Change.BASE64: old.base64 != new.base64,
        Change.BY_EVENTS: old.by_events != new.by_events,
    }
    return {change for change, differs in pairs.items() if differs}


def _websocket_changes(before: Reception, after: Reception) -> set[Change]:
    old, new = before.websocket, after.websocket
    return {Change.EVENTS} if old and new and old.events != new.events else set()
