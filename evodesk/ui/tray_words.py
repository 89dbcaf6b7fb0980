"""What the tray tells of a list of instances: worst state, counts, lines. No widget."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from evodesk.domain.status import Health, ServerState, worst
from evodesk.ui.texts import health_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evodesk.domain.status import InstanceStatus, ServerStatus


@dataclass(frozen=True, slots=True)
class TrayLine:
    """One instance in the tray's menu."""

    name: str
    text: str
    health: Health


def tray_state(server: ServerStatus | None, instances: Sequence[InstanceStatus]) -> Health:
    """The worst of the server and of all instances; without a server nothing is known."""
    if server is None:
        return Health.UNKNOWN
    if is_lost(server):
        return Health.NO_SERVER
    return worst(health for status in instances for health in status.troubles)


def is_lost(server: ServerStatus) -> bool:
    """It does not answer, or not to us."""
    return server.state not in (ServerState.OK, ServerState.CONNECTING)


def tray_lines(instances: Sequence[InstanceStatus], limit: int) -> tuple[TrayLine, ...]:
    """Worst first, then by title; at most `limit`."""
    order = list(Health)
    lines = [_line(status) for status in instances]
    lines.sort(key=lambda line: (order.index(line.health), line.text.casefold()))
    return tuple(lines[:limit])


def counts(instances: Sequence[InstanceStatus]) -> tuple[tuple[Health, int], ...]:
    """How many instances have each trouble, worst first; empty: all is well."""
    counted = Counter(health for status in instances for health in status.troubles)
    return tuple((health, counted[health]) for health in Health if counted[health])


def _line(status: InstanceStatus) -> TrayLine:
    health = worst(status.troubles)
    text = QCoreApplication.translate("Tray", "{instance}: {state}")
    word = health_word(health)
    lowered = word[:1].lower() + word[1:]
    return TrayLine(status.name, text.format(instance=status.title, state=lowered), health)
