"""What is said of gaps: in the instance's page, and at the first message that filled one. Pure but
for the translator and the local time zone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from evodesk.domain.gap import Cause, GapState
from evodesk.ui.marking import QT_TRANSLATE_NOOP
from evodesk.ui.section import SectionLine
from evodesk.ui.texts import clock, date, day_and_clock, number

if TYPE_CHECKING:
    from evodesk.domain.gap import Gap, Reading

translate = QCoreApplication.translate

_CAUSES = {
    Cause.SWITCH: QT_TRANSLATE_NOOP("Gaps", "Switch"),
    Cause.DISCONNECTION: QT_TRANSLATE_NOOP("Gaps", "Disconnected"),
    Cause.SLEEP: QT_TRANSLATE_NOOP("Gaps", "The computer slept"),
    Cause.APP_CLOSED: QT_TRANSLATE_NOOP("Gaps", "evodesk was closed"),
    Cause.SERVER_RESTART: QT_TRANSLATE_NOOP("Gaps", "The server restarted"),
    Cause.ARMED: QT_TRANSLATE_NOOP("Gaps", "Before the first event"),
    Cause.RECEIVER_DOWN: QT_TRANSLATE_NOOP("Gaps", "Receiver off"),
    Cause.CLOCK_JUMP: QT_TRANSLATE_NOOP("Gaps", "The clock was set"),
    Cause.NOT_STORED: QT_TRANSLATE_NOOP("Gaps", "Could not be kept here"),
    Cause.FIRST_SIGHT: QT_TRANSLATE_NOOP("Gaps", "Before evodesk"),
}
_ICONS = {
    GapState.OPEN: "timer",
    GapState.FILLED: "circle-check",
    GapState.UNRECOVERABLE: "circle-x",
}
_SHORT = 10.0
"""Seconds; a shorter gap in which nothing was missing is not worth a line."""
SHOWN = 5


def lines(gaps: tuple[Gap, ...], reading: Reading | None, now: float) -> tuple[SectionLine, ...]:
    """The newest ones of one instance, newest first. `gaps`: oldest first; `reading`: how far the
    server's history is being read; None: it is not."""
    telling = [gap for gap in gaps if _tells(gap)]
    return tuple(_line(gap, reading, now) for gap in reversed(telling[-SHOWN:]))


def mark(gap: Gap) -> str:
    """At the first message that filled it: "17 recovered, 14:02–14:05"."""
    return f"{_recovered(gap.recovered)}, {_span(gap, gap.since)}"


def _line(gap: Gap, reading: Reading | None, now: float) -> SectionLine:
    icon = _ICONS[gap.state]
    if gap.state is GapState.UNRECOVERABLE:
        pattern = translate(
            "Gaps", "{a} to {b} could not be recovered: the server does not store messages."
        )
        begin, end = _ends(gap, now)
        return SectionLine(pattern.format(a=begin, b=end), "", icon)
    cause, span = translate("Gaps", _CAUSES[gap.cause]), _span(gap, now)
    if gap.state is GapState.OPEN and reading is not None:
        # A line of its own: the numbers grow, and the words before them stay where they are.
        return SectionLine(f"{cause}\n{span}\n{_progress(reading)}", "", icon)
    return SectionLine(f"{cause}\n{span} · {_outcome(gap)}", "", icon)


def _outcome(gap: Gap) -> str:
    if gap.recovered:
        return _recovered(gap.recovered)
    if gap.state is GapState.FILLED:
        return translate("Gaps", "nothing was missing")
    return translate("Gaps", "still open") if gap.until is None else translate("Gaps", "checking")


def _progress(reading: Reading) -> str:
    if not reading.total:
        return translate("Gaps", "recovering…")
    pattern = translate("Gaps", "recovering, {n} of {total}")
    return pattern.format(n=number(reading.done), total=number(reading.total))


def _recovered(count: int) -> str:
    if count == 1:
        return translate("Gaps", "1 recovered")
    return translate("Gaps", "{n} recovered").format(n=number(count))


def _span(gap: Gap, now: float) -> str:
    begin, end = _ends(gap, now)
    if gap.until is None:
        return translate("Gaps", "since {time}").format(time=begin)
    return f"{begin}–{end}" if " " not in begin + end else f"{begin} – {end}"


def _ends(gap: Gap, now: float) -> tuple[str, str]:
    """With their days where these are not the same, and not today."""
    until = gap.since if gap.until is None else gap.until
    if date(gap.since) == date(until) == date(now):
        return clock(gap.since), clock(until)
    same = date(gap.since) == date(until)
    return day_and_clock(gap.since), clock(until) if same else day_and_clock(until)


def _tells(gap: Gap) -> bool:
    if gap.state is not GapState.FILLED or gap.recovered or gap.until is None:
        return True
    return gap.until - gap.since >= _SHORT
