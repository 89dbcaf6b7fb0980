"""What a takeover would do, in words; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from evodesk.ui.point import Point
from evodesk.ui.texts import mode_word

if TYPE_CHECKING:
    from evodesk.domain.switch import Takeover

translate = QCoreApplication.translate


def lead_of(takeover: Takeover) -> str:
    if takeover.wish.restores:
        return translate("Takeover", "If you restore what was there before:")
    if takeover.to is None:
        pattern = translate("Takeover", "If you switch to {mode}:")
        return pattern.format(mode=mode_word(takeover.wish.side))
    if takeover.to.here:
        return translate("Takeover", "If you deliver to this computer instead:")
    return translate("Takeover", "If you deliver to {host} instead:").format(host=takeover.to.host)


def points_of(takeover: Takeover, others: tuple[str, ...]) -> tuple[Point, ...]:
    """`others`: what else receives from the instance."""
    gone = translate("Takeover", "that system stops receiving messages at once;")
    kept = translate("Takeover", "the address, events and headers are kept here;")
    back = translate("Takeover", "“Restore as it was” brings everything back with one click.")
    headers = (_headers(takeover),) if takeover.headers else ()
    stay = (_others(others),) if others else ()
    return (
        Point("circle-alert", "errFill", gone),
        *headers,
        *stay,
        Point("circle-check", "okFill", kept),
        Point("undo-2", "textMuted", back),
    )


def _others(names: tuple[str, ...]) -> Point:
    pattern = translate("Takeover", "what else receives from it goes on: {names};")
    return Point("inbox", "textMuted", pattern.format(names=", ".join(names)))


def watching() -> tuple[str, str]:
    """What else could be done: a question and its answer."""
    answer = translate(
        "Takeover",
        "With “Only watch” nothing changes on the server: evodesk asks for the stored messages"
        " every 15 s.",
    )
    return translate("Takeover", "Only want to see the messages?"), answer


def _headers(takeover: Takeover) -> Point:
    """They may hold credentials of the old system."""
    names, place = ", ".join(takeover.headers), _new_place(takeover)
    if takeover.wish.carries_headers:
        pattern = translate("Takeover", "its headers ({names}) are sent to {host}, too;")
        return Point("triangle-alert", "warnFill", pattern.format(names=names, host=place))
    pattern = translate("Takeover", "its headers ({names}) are not sent to {host};")
    return Point("circle-check", "okFill", pattern.format(names=names, host=place))


def _new_place(takeover: Takeover) -> str:
    if takeover.to is None or takeover.to.here:
        return translate("Takeover", "this computer")
    return takeover.to.host
