"""What the switch needs of others; it knows neither the server's language nor the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from evodesk.domain.reception import (
        Reception,
        Record,
        Remembered,
        Side,
        WebhookConfig,
        WebsocketConfig,
    )
    from evodesk.domain.switch import SwitchRecord, SwitchState


class ReceptionApi(Protocol):
    """Raises ServerError only. A write that returns proves nothing."""

    async def reception(self, name: str) -> Reception: ...

    async def reread(self, name: str, side: Side, seen: Reception) -> Reception:
        """`seen`, with this side as the server has it now: one request instead of two."""
        ...

    async def set_webhook(self, name: str, config: WebhookConfig) -> None: ...

    async def set_websocket(self, name: str, config: WebsocketConfig) -> None: ...


class Journal(Protocol):
    """Raises StoreError only. `begin`, `supersede` and `mark` return once what they wrote would
    survive a power cut."""

    async def begin(
        self,
        server: str,
        instance: str,
        before: Reception,
        target: Reception,
        at: float,
        *,
        takes_over: bool,
    ) -> SwitchRecord:
        """Keeps `before` as the original, too: the first one ever, or anew if it `takes_over`
        somebody else's webhook that no switch of ours led there. Does what `supersede`
        does, all or nothing."""
        ...

    async def supersede(self, server: str, instance: str, at: float) -> None:
        """Closes what was left halfway of this instance as OVERTAKEN: resumed later, it would undo
        what is wished now."""
        ...

    async def mark(
        self, id: int, state: SwitchState, *, at: float | None = None, error: str = ""
    ) -> None: ...

    async def unfinished(self, server: str) -> tuple[SwitchRecord, ...]:
        """Those found RUNNING or ROLLING_BACK, oldest first."""
        ...

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
        """What the server has from us now: whatever else is read there later is drift. With it,
        all or nothing, the Record and what to remember."""
        ...

    async def remember(self, server: str, instance: str, remembered: Remembered) -> None:
        """A side that is None keeps what was remembered for it."""
        ...

    async def remembered(self, server: str, instance: str) -> Remembered:
        """An empty Remembered for an instance never seen."""
        ...
