"""What a mode's radio is called, and why it does not answer; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from evodesk.domain.reception import Side

if TYPE_CHECKING:
    from evodesk.domain.status import InstanceStatus


def radio_name(status: InstanceStatus, side: Side) -> str:
    """For screen readers; a pending one says so."""
    if side is Side.WEBHOOK:
        pattern = QCoreApplication.translate("Instances", "Webhook of instance {instance}")
    else:
        pattern = QCoreApplication.translate("Instances", "WebSocket of instance {instance}")
    name = pattern.format(instance=status.title)
    if status.progress is not None and status.progress.side is side:
        return f"{name}, {switching_word()}"
    return name


def radio_tip(status: InstanceStatus, side: Side, blocked: str) -> str:
    """Why it cannot be asked for, or where it delivers. `blocked`: why nothing can be."""
    if blocked:
        return blocked
    if status.reception is None:
        return not_loaded_tip()
    if status.progress is not None:
        return switching_word()
    return delivery_tip(status) if side is Side.WEBHOOK else ""


def delivery_tip(status: InstanceStatus) -> str:
    """To which other system the webhook delivers, or would if it were turned on; or empty."""
    if host := external_host(status):
        return QCoreApplication.translate("Instances", "Delivers to {host}, another system").format(
            host=host
        )
    if host := next_host(status):
        return QCoreApplication.translate(
            "Instances", "Would deliver to {host}, another system"
        ).format(host=host)
    return ""


def external_host(status: InstanceStatus) -> str:
    """The host of another system that this instance's webhook delivers to, or empty."""
    return _foreign_host(status) if _webhook_is_on(status) else ""


def next_host(status: InstanceStatus) -> str:
    """The host of another system that would get the messages if Webhook were turned on, or
    empty."""
    return "" if _webhook_is_on(status) else _foreign_host(status)


def _webhook_is_on(status: InstanceStatus) -> bool:
    return status.reception is not None and status.reception.is_on(Side.WEBHOOK)


def _foreign_host(status: InstanceStatus) -> str:
    destination = status.destination
    return "" if destination is None or destination.here else destination.host


def not_loaded_tip() -> str:
    return QCoreApplication.translate("Instances", "The server has not loaded this instance yet.")


def switching_word() -> str:
    return QCoreApplication.translate("Instances", "switching…")
