"""The order of a switch, decided here and nowhere else; pure.

What is to be off is turned off first, then the other side is turned on: no step's result ever has
both on. The same rule rolls back, resumes, and settles a BOTH found at the server.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from evodesk.domain.reception import (
    Mode,
    Reception,
    Record,
    Side,
    WebhookConfig,
    WebsocketConfig,
    mask_url,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

Config = WebhookConfig | WebsocketConfig


@dataclass(frozen=True, slots=True)
class Step:
    """One write: this config, whole, to its side. Turning a webhook off resends its URL, which
    the server demands (contract: 02_webhook/set_missing_url_disabled)."""

    config: Config

    @property
    def side(self) -> Side:
        return Side.WEBHOOK if isinstance(self.config, WebhookConfig) else Side.WEBSOCKET

    @property
    def turns_on(self) -> bool:
        return self.config.enabled

    def __str__(self) -> str:
        verb = "turn on" if self.turns_on else "turn off"
        url = f" {mask_url(self.config.url)}" if isinstance(self.config, WebhookConfig) else ""
        return f"{verb} {self.side}{url}"


def next_step(seen: Reception, target: Reception) -> Step | None:
    """The write that brings `seen` nearer to `target`; None when it is there.

    Raises ValueError for a target with both sides on.
    """
    if target.mode is Mode.BOTH:
        raise ValueError("both sides on is never a target")
    if seen.same_as(target):
        return None
    for config in _switched_on(seen):
        if not target.is_on(Step(config).side):
            return Step(replace(config, enabled=False))
    return Step(_switched_on(target)[0])


def after(seen: Reception, step: Step) -> Reception:
    """`same_as` what the server shows once `step` was saved."""
    if isinstance(step.config, WebhookConfig):
        return replace(seen, webhook=step.config)
    return replace(seen, websocket=step.config)


def undo_of(before: Reception, target: Reception) -> Reception:
    """Where a failed switch goes back to: the Reception before. BOTH is no state to return to,
    so of that only the wanted side comes back."""
    if before.mode is not Mode.BOTH:
        return before
    if target.is_on(Side.WEBHOOK):
        return replace(before, websocket=None)
    return replace(before, webhook=None)


def is_on_path(seen: Reception, before: Reception, target: Reception) -> bool:
    """Whether our own writes can have led to `seen`; if not, someone else acted. The way back
    passes no other states than the way forth."""
    states = (*_states(before, target), _crossed(before, target))
    return any(seen.same_as(state) for state in states)


def withdrawal(seen: Reception, ours: Step) -> Step | None:
    """When somebody else turned one side on while `ours` turned on the other: take ours back, so
    that theirs stays and both do not. None when `seen` is anything else."""
    if seen.mode is not Mode.BOTH or not seen.same_as(after(seen, ours)):
        return None
    return Step(replace(ours.config, enabled=False))


def record_of(proven: Reception) -> Record:
    """The product note's row. Raises ValueError for both sides on."""
    if proven.mode is Mode.BOTH:
        raise ValueError("both sides on is never recorded")
    webhook = proven.webhook if proven.webhook and proven.webhook.enabled else None
    return Record(
        webhook_enabled=webhook is not None,
        websocket_enabled=proven.is_on(Side.WEBSOCKET),
        webhook_url=webhook.url if webhook else None,
        webhook_base64=webhook.base64 if webhook else None,
    )


def _switched_on(reception: Reception) -> tuple[Config, ...]:
    configs = (reception.webhook, reception.websocket)
    return tuple(config for config in configs if config is not None and config.enabled)


def _states(start: Reception, goal: Reception) -> Iterator[Reception]:
    yield start
    while step := next_step(start, goal):
        start = after(start, step)
        yield start


def _crossed(before: Reception, target: Reception) -> Reception:
    """Both on, each as we know it: a write of ours landed late, or the old side was turned on
    again meanwhile. Settled like any BOTH."""
    return Reception(
        before.webhook if before.is_on(Side.WEBHOOK) else target.webhook,
        before.websocket if before.is_on(Side.WEBSOCKET) else target.websocket,
    )
