"""The instances of the server and all that is known of each: one value per instance.

Whoever learns something tells the Directory; it puts the values together and says what changed,
in batches.
"""

from __future__ import annotations

import math
import time
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from evodesk.domain.event import LinkChange
from evodesk.domain.instance import LinkState
from evodesk.domain.message import Message, Source
from evodesk.domain.reception import Destination, host_of
from evodesk.domain.status import InstanceStatus, StreamState
from evodesk.live.soon import Soon

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from evodesk.domain.drift import Drift
    from evodesk.domain.event import Event
    from evodesk.domain.instance import Instance
    from evodesk.domain.reception import Original, Reception, WebhookConfig
    from evodesk.domain.switch import Failure, LastSwitch, Progress

ANNOUNCE_MS = 50
LAST_TIME_MS = 500
"""When only the time of the last message is another, which it is all the time in a burst."""


class Directory(QObject):
    listed = Signal(object)
    """tuple[InstanceStatus, ...]: the whole list, when instances came or went."""
    changed = Signal(object)
    """tuple[InstanceStatus, ...]: those that changed, of a list that is known."""

    def __init__(self, leads_here: Callable[[WebhookConfig], bool]) -> None:
        """`leads_here` tells whether a webhook delivers to this computer, or will when it is
        turned on."""
        super().__init__()
        self._leads_here = leads_here
        self._known: dict[str, InstanceStatus] = {}
        self._link_heard_at: dict[str, float] = {}
        """By time.monotonic."""
        self._dirty: set[str] = set()
        self._soon = Soon(self, self.announce)

    def __contains__(self, name: str) -> bool:
        return name in self._known

    def __getitem__(self, name: str) -> InstanceStatus:
        return self._known[name]

    def get(self, name: str) -> InstanceStatus | None:
        return self._known.get(name)

    @property
    def all(self) -> tuple[InstanceStatus, ...]:
        return tuple(self._known.values())

    def show_instances(self, instances: Iterable[Instance], asked_at: float = math.inf) -> None:
        """The server's list, asked for at `asked_at` (time.monotonic): a link that changed since
        stays as we heard it."""
        found = {each.name: self._with_link(each, asked_at) for each in instances}
        titles = unique_titles(found.values())
        same = found.keys() == self._known.keys()
        blank = {name: InstanceStatus(each, titles[name]) for name, each in found.items()}
        previous = self._known
        self._known = {name: previous.get(name, blank[name]) for name in found}
        for name, instance in found.items():
            self._update(name, instance=instance, title=titles[name])
        if not same:
            self._dirty.clear()
            self.listed.emit(self.all)

    def show_link(self, name: str, link: LinkState, asked_at: float = math.inf) -> None:
        """What the server's memory tells, asked for at `asked_at` (time.monotonic)."""
        known = self.get(name)
        if known and not self._was_heard_since(name, asked_at):
            self._update(name, instance=replace(known.instance, link=link))

    def show_reception(self, name: str, reception: Reception) -> None:
        destination = destination_of(reception, self._leads_here)
        self._update(name, reception=reception, destination=destination)
        known = self.get(name)
        if known and not known.delivers_here:
            self._update(name, came_through=False)

    def show_stream(self, name: str, state: StreamState, refusal: str) -> None:
        self._update(name, stream=state, refusal=refusal)

    def show_progress(self, progress: Progress) -> None:
        self._update(progress.instance, progress=progress, failure=None)

    def show_rest(self, name: str) -> None:
        """No switch of it runs."""
        self._update(name, progress=None)

    def show_end(self, name: str, failure: Failure | None, last: LastSwitch | None) -> None:
        """A switch came to its end, well or badly."""
        known = self.get(name)
        kept = known.last_switch if known else None
        self._update(name, progress=None, failure=failure, last_switch=last or kept)

    def show_global_channel(self, name: str) -> None:
        """The server sends its events by a channel of its own; only its administrator can change
        that."""
        self._update(name, has_global_channel=True)

    def show_base64_pending(self, name: str, pending: bool) -> None:
        self._update(name, base64_pending=pending)

    def show_drift(self, name: str, drift: Drift | None) -> None:
        self._update(name, drift=drift)

    def show_came_through(self, names: Iterable[str]) -> None:
        """Something came through to the receiver for these."""
        for name in names:
            self._update(name, came_through=True)

    def forget_came_through(self) -> None:
        """The receiver is somewhere else now."""
        for name in self._known:
            self._update(name, came_through=False)

    def show_watched(self, names: Collection[str]) -> None:
        """All that are; the others are not."""
        for name in self._known:
            self._update(name, is_watched=name in names)

    def show_asking(self, name: str, seconds: int) -> None:
        """0: its stored messages are not asked for."""
        self._update(name, asks_every=seconds)

    def show_originals(self, originals: Mapping[str, Original]) -> None:
        for name, original in originals.items():
            self._update(name, original=original)

    def show_last_switches(self, switches: Mapping[str, LastSwitch]) -> None:
        for name, last in switches.items():
            self._update(name, last_switch=last)

    def show_unread(self, name: str, unread: int, muted: bool) -> None:
        self._update(name, unread=unread, is_muted=muted)

    def show_last_times(self, times: Mapping[str, int]) -> None:
        """Unix seconds of the newest stored message, per instance."""
        for name, at in times.items():
            self._heard_message(name, at)

    def hear(self, events: Iterable[Event]) -> None:
        through: set[str] = set()
        newest: dict[str, int] = {}
        for event in events:
            if event.source is Source.WEBHOOK:
                through.add(event.instance)
            for fact in event.facts:
                if isinstance(fact, LinkChange):
                    self._show_link(event, fact)
                elif isinstance(fact, Message):
                    newest[event.instance] = max(fact.timestamp, newest.get(event.instance, 0))
        self.show_came_through(through)
        self.show_last_times(newest)

    def announce(self) -> None:
        """Tell now what changed since the last time."""
        dirty, self._dirty = self._dirty, set()
        if found := tuple(self._known[name] for name in self._known if name in dirty):
            self.changed.emit(found)

    def _with_link(self, found: Instance, asked_at: float) -> Instance:
        """The list tells the database's link; the memory's is known, or is told after it, and
        until then is taken to be the same."""
        if (status := self.get(found.name)) is None:
            return replace(found, link=found.stored_link)
        known = status.instance
        if not self._was_heard_since(found.name, asked_at):
            return replace(found, link=known.link)
        return replace(found, link=known.link, stored_link=known.stored_link, reason=known.reason)

    def _was_heard_since(self, name: str, moment: float) -> bool:
        return self._link_heard_at.get(name, -math.inf) >= moment

    def _show_link(self, event: Event, change: LinkChange) -> None:
        if (known := self.get(event.instance)) is None:
            return
        self._link_heard_at[event.instance] = time.monotonic()
        reason = change.reason if change.reason is not None else known.instance.reason
        link = change.link
        self._update(
            event.instance,
            instance=replace(known.instance, link=link, stored_link=link, reason=reason),
            # The server reads the base64 choice when it connects.
            base64_pending=known.base64_pending and link is not LinkState.OPEN,
        )

    def _heard_message(self, name: str, at: int) -> None:
        known = self.get(name)
        if known and at > (known.last_message_at or 0):
            self._update(name, within=LAST_TIME_MS, last_message_at=at)

    def _update(self, name: str, *, within: int = ANNOUNCE_MS, **changes: object) -> None:
        """`within`: milliseconds until it is told."""
        if (known := self.get(name)) is None:
            return
        updated = replace(known, **changes)  # type: ignore[arg-type]
        if updated == known:
            return
        self._known[name] = updated
        self._dirty.add(name)
        self._soon.within(within)


def unique_titles(instances: Iterable[Instance]) -> dict[str, str]:
    """The name to show of each; where two look alike, the instance's own name follows."""
    listed = tuple(instances)
    alike = Counter(each.title.casefold() for each in listed)
    return {
        each.name: each.title
        if alike[each.title.casefold()] == 1
        else f"{each.title} ({each.name})"
        for each in listed
    }


def destination_of(
    reception: Reception, leads_here: Callable[[WebhookConfig], bool]
) -> Destination | None:
    """Where the webhook points; None without a webhook URL."""
    webhook = reception.webhook
    if webhook is None or not webhook.url:
        return None
    return Destination(here=leads_here(webhook), host=host_of(webhook.url))
