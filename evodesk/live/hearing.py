"""What comes in by the feed, told to those parts of a session that it concerns.

The feed outlives the session, and brings what is of other servers, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from evodesk.domain.event import LinkChange

if TYPE_CHECKING:
    from evodesk.domain.event import Event
    from evodesk.domain.message import StoredMessage
    from evodesk.live.contacts import Contacts
    from evodesk.live.directory import Directory
    from evodesk.live.feed import Feed
    from evodesk.live.observing import Observing
    from evodesk.live.recovery import Recovery
    from evodesk.live.suspicions import Suspicions
    from evodesk.live.watch import Watch


class Hearing(QObject):
    def __init__(
        self,
        server: str,
        feed: Feed,
        directory: Directory,
        watch: Watch,
        recovery: Recovery,
        suspicions: Suspicions,
        observing: Observing,
        contacts: Contacts,
    ) -> None:
        """Nothing is heard before `start`."""
        super().__init__()
        self._server = server
        self._feed = feed
        self._directory, self._watch, self._recovery = directory, watch, recovery
        self._suspicions, self._observing = suspicions, observing
        self._facts = (
            (feed.heard, self._on_heard),
            (feed.lost, self._on_lost),
            (feed.too_big, self._on_too_big),
            (feed.added, contacts.learn),
            (feed.added, self._on_added),
        )

    def start(self) -> None:
        for fact, act in self._facts:
            fact.connect(act)

    def stop(self) -> None:
        for fact, act in self._facts:
            fact.disconnect(act)

    def _on_heard(self, events: tuple[Event, ...]) -> None:
        own = [event for event in events if event.server == self._server]
        self._directory.hear(own)
        self._recovery.hear(own)
        for name in _linked(own):
            self._watch.ask(name)
        if self._suspicions.hear(own):
            self._watch.refresh()

    def _on_lost(self, events: tuple[Event, ...]) -> None:
        self._recovery.on_not_stored(each for each in events if each.server == self._server)

    def _on_too_big(self, server: str) -> None:
        if server == self._server:
            self._recovery.on_too_big()
            self._watch.refresh()

    def _on_added(self, rows: tuple[StoredMessage, ...]) -> None:
        keys = (row.message.key for row in rows)
        self._observing.hear_new({key.instance for key in keys if key.server == self._server})


def _linked(events: list[Event]) -> set[str]:
    """Instances whose link changed."""
    return {each.instance for each in events if any(isinstance(f, LinkChange) for f in each.facts)}
