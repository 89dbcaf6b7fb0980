"""What a row and a page say about an instance; pure, so that every case stands in a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QCoreApplication

from evodesk.domain.reception import Mode, Side
from evodesk.domain.status import Health
from evodesk.domain.switch import Phase
from evodesk.ui import radio_words, texts
from evodesk.ui.glyphs import color_role

if TYPE_CHECKING:
    from evodesk.domain.status import InstanceStatus
    from evodesk.domain.switch import Failure, Progress

StripKind = Literal["failed", "logout", "nomode", "both", "drift", "waiting", "watching"]
LOGGED_OUT = 401
_NO_BREAK = "\N{NO-BREAK SPACE}"
SHOWN_AFTER = 0.4
"""Seconds: a switch that ends sooner shows no phase, so that nothing flickers."""
SLOW_AFTER = 8.0
"""Seconds after which a running switch says that it takes long."""

_STEPS = ((Phase.KEEP,), (Phase.OLD_OFF,), (Phase.NEW_ON, Phase.READ_BACK), (Phase.RECOVER,))


@dataclass(frozen=True, slots=True)
class Strip:
    """The line under a row: one problem, one sentence, at most one button."""

    kind: StripKind
    text: str
    action: str
    """The button's word; empty: no button."""
    icon: str
    family: str
    """Colour family: `err`, `warn`, `div` or `info`."""
    short: str = ""
    """For a row too narrow for the sentence; empty: there is none."""


@dataclass(frozen=True, slots=True)
class StateLine:
    """The second line of a row."""

    word: str
    detail: str
    role: str
    """Colour role of the word."""


@dataclass(frozen=True, slots=True)
class StepLine:
    """One line of a running switch. `at`: when it was done, unix seconds."""

    text: str
    state: Literal["done", "running", "waiting"]
    at: float | None = None


def strip_of(status: InstanceStatus) -> Strip | None:
    """The worst problem that has a sentence of its own."""
    if status.progress is not None:
        return None
    if status.failure is not None:
        return _failed(status.failure)
    if status.health is Health.DOWN and status.instance.reason == LOGGED_OUT:
        text = QCoreApplication.translate("Instances", "Session ended on the phone")
        return Strip("logout", text, "", "plug", "err")
    if status.mode is Mode.NONE:
        text = QCoreApplication.translate("Instances", "No active mode")
        return Strip("nomode", text, _choose(), "square-minus", "warn")
    if status.mode is Mode.BOTH:
        text = QCoreApplication.translate("Instances", "Both modes are on")
        return Strip("both", text, _choose(), "triangle-alert", "warn")
    if status.drift is not None:
        compare = QCoreApplication.translate("Instances", "Compare")
        return Strip("drift", texts.health_word(Health.DRIFT), compare, "git-compare", "div")
    if status.awaits_first:
        test = QCoreApplication.translate("Instances", "Test…")
        return Strip("waiting", waiting_word(), test, "timer", "info")
    return _watching(status) if status.is_watched and status.asks_every else None


def waiting_word() -> str:
    """The webhook leads here; whether the server gets through is not proven yet."""
    return QCoreApplication.translate("Instances", "Waiting for the first event")


def watching_word() -> str:
    return QCoreApplication.translate("Instances", "Watching only")


def asking_words(status: InstanceStatus) -> str:
    """How often its stored messages are asked for; empty: they are not."""
    if not status.asks_every:
        return ""
    pattern = QCoreApplication.translate("Instances", "asks every {time}")
    return pattern.format(time=texts.duration(status.asks_every).replace(" ", _NO_BREAK))


def state_line(status: InstanceStatus, now: float) -> StateLine:
    if status.progress is not None and now - status.progress.started_at >= SHOWN_AFTER:
        return _switching_line(status.progress)
    detail = ""
    if status.health is Health.DOWN and status.instance.closed_at is not None:
        detail = how_long(now, status.instance.closed_at)
    return StateLine(texts.health_word(status.health), detail, color_role(status.health))


def last_message(status: InstanceStatus, now: float) -> str:
    """When the last message came, or empty."""
    return "" if status.last_message_at is None else texts.since(now, status.last_message_at)


def state_tip(status: InstanceStatus) -> str:
    """Why the state is what it is, where the word alone does not say it."""
    if status.health is Health.DIVERGENT:
        pattern = QCoreApplication.translate(
            "Instances",
            "The server's memory says “{a}”, its database says “{b}”. Memory wins; refresh to"
            " check.",
        )
        memory, stored = status.instance.link, status.instance.stored_link
        return pattern.format(a=texts.link_word(memory), b=texts.link_word(stored))
    if status.health is Health.UNKNOWN:
        return radio_words.not_loaded_tip()
    if status.health is Health.DOWN and status.instance.reason is not None:
        reason = texts.reason_word(status.instance.reason)
        return reason[:1].upper() + reason[1:]
    return ""


def row_description(status: InstanceStatus, now: float) -> str:
    """The whole row as one sentence for screen readers."""
    line = state_line(status, now)
    mode = texts.mode_word(status.mode) if status.mode else texts.health_word(Health.UNKNOWN)
    parts = [f"{status.title}: {line.word} {line.detail}".strip(), mode]
    if (strip := strip_of(status)) is not None and strip.text != mode:
        parts.append(strip.text)
    if when := last_message(status, now):
        last = QCoreApplication.translate("Instances", "last message {when}")
        parts.append(last.format(when=when))
    if status.is_muted:
        parts.append(QCoreApplication.translate("Instances", "muted"))
    if status.unread:
        unread = QCoreApplication.translate("Instances", "unread: {n}")
        parts.append(unread.format(n=texts.number(status.unread)))
    return ", ".join(parts)


def what_stays(failure: Failure, title: str) -> str:
    """For the failure popover: what is true now."""
    if failure.mode is None:
        return QCoreApplication.translate(
            "Instances", "The server could not be read afterwards. Check {instance} now."
        ).format(instance=title)
    if failure.undone:
        pattern = QCoreApplication.translate(
            "Instances", "Nothing changed. {instance} still receives by {mode}."
        )
        if failure.mode is Mode.NONE:
            pattern = QCoreApplication.translate(
                "Instances", "Nothing changed. {instance} still has no active mode."
            )
    elif failure.mode is Mode.NONE:
        return QCoreApplication.translate(
            "Instances", "No active mode - messages will not be received!"
        )
    else:
        pattern = QCoreApplication.translate("Instances", "{instance} now receives by {mode}.")
    return pattern.format(instance=title, mode=texts.mode_word(failure.mode))


def steps_of(progress: Progress) -> tuple[StepLine, ...]:
    """The steps of a running switch, those that it skipped left out."""
    done = dict(progress.done)
    current = next(i for i, phases in enumerate(_STEPS) if progress.phase in phases)
    lines = []
    for index, phases in enumerate(_STEPS):
        waiting, running, finished = _step_texts(index, progress.side)
        at = done.get(phases[-1])
        if at is not None:
            lines.append(StepLine(finished, "done", at))
        elif index == current and not progress.rolling_back:
            lines.append(StepLine(running, "running"))
        elif index > current:
            lines.append(StepLine(waiting, "waiting"))
    if progress.rolling_back:
        back = QCoreApplication.translate("Instances", "Putting the old settings back…")
        return (*(line for line in lines if line.state == "done"), StepLine(back, "running"))
    return tuple(lines)


def _step_texts(index: int, side: Side) -> tuple[str, str, str]:
    """Waiting, running, done: what is not yet true is never told as if it were."""
    patterns = (
        (
            QCoreApplication.translate("Instances", "Keep the current settings"),
            QCoreApplication.translate("Instances", "Keeping the current settings…"),
            QCoreApplication.translate("Instances", "Current settings kept"),
        ),
        (
            QCoreApplication.translate("Instances", "Turn {other} off at the server"),
            QCoreApplication.translate("Instances", "Turning {other} off at the server…"),
            QCoreApplication.translate("Instances", "{other} turned off at the server"),
        ),
        (
            QCoreApplication.translate("Instances", "Turn {mode} on and check"),
            QCoreApplication.translate("Instances", "Turning {mode} on and checking…"),
            QCoreApplication.translate("Instances", "{mode} turned on and checked"),
        ),
        (
            QCoreApplication.translate("Instances", "Recover what came in between"),
            QCoreApplication.translate("Instances", "Recovering what came in between…"),
            QCoreApplication.translate("Instances", "What came in between recovered"),
        ),
    )
    mode, other = texts.mode_word(side), texts.mode_word(side.other)
    waiting, running, finished = (each.format(mode=mode, other=other) for each in patterns[index])
    return waiting, running, finished


def _switching_line(progress: Progress) -> StateLine:
    current = next(i for i, phases in enumerate(_STEPS, 1) if progress.phase in phases)
    pattern = QCoreApplication.translate("Instances", "switching… {i} of {n}")
    word, mark, detail = pattern.format(i=current, n=len(_STEPS)).partition("…")
    return StateLine(word + mark, detail.strip(), "info")


def _failed(failure: Failure) -> Strip:
    short = ""
    if failure.mode is None:
        text = QCoreApplication.translate("Instances", "The switch stopped halfway. State unknown.")
    elif failure.mode is Mode.NONE and not failure.undone:
        text = QCoreApplication.translate(
            "Instances", "The switch stopped halfway. No active mode."
        )
    elif failure.mode is Mode.NONE:
        text = QCoreApplication.translate("Instances", "Could not switch. No active mode.")
    else:
        pattern = QCoreApplication.translate("Instances", "Could not switch. Still on {mode}.")
        if not failure.undone:
            pattern = QCoreApplication.translate("Instances", "Could not switch. Now on {mode}.")
        mode = texts.mode_word(failure.mode)
        text = pattern.format(mode=mode)
        short = QCoreApplication.translate("Instances", "Failed. On {mode}.").format(mode=mode)
    if failure.undone:
        why = QCoreApplication.translate("Instances", "Why?")
        return Strip("failed", text, why, "undo-2", "err", short)
    check = QCoreApplication.translate("Instances", "Check now")
    return Strip("failed", text, check, "square-minus", "err", short)


def _watching(status: InstanceStatus) -> Strip:
    """Where a person chose it, not where the instance is merely selected: then rows would move
    under the pointer."""
    word, stop = watching_word(), QCoreApplication.translate("Instances", "Stop")
    return Strip("watching", f"{word} · {asking_words(status)}", stop, "eye", "info", word)


def how_long(now: float, then: float) -> str:
    """ "for 4 min" while it is fresh, "since 09:12" afterwards."""
    if texts.is_fresh(now, then):
        pattern = QCoreApplication.translate("Instances", "for {time}")
        return pattern.format(time=texts.duration(now - then))
    pattern = QCoreApplication.translate("Instances", "since {time}")
    return pattern.format(time=texts.since(now, then))


def _choose() -> str:
    return QCoreApplication.translate("Instances", "Choose")
