"""What becomes of a stored message when more is learnt about it. Pure: no SQL.

Facts come late, twice and out of order; whatever the order, the end is the same as far as the
facts themselves tell which is newer.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from evodesk.domain.event import Deletion, Edit, StatusUpdate
from evodesk.domain.message import Source

if TYPE_CHECKING:
    from evodesk.domain.message import Message, Status

Later = Edit | Deletion | StatusUpdate
"""What may come after the message itself."""


@dataclass(frozen=True, slots=True)
class Changing:
    """The part of a stored message that may change."""

    text: str
    status: Status
    edited: bool = False
    edited_at: int | None = None
    """Unix seconds of the edit in `text`, when the server told them."""
    deleted: bool = False
    earlier_text: str = ""


def after(now: Changing, fact: Later) -> Changing:
    match fact:
        case Edit():
            return _after_edit(now, fact)
        case Deletion():
            return _after_deletion(now)
        case StatusUpdate():
            return _with_status(now, fact.status)


def after_repeat(now: Changing, message: Message) -> Changing:
    """The same message again. A live repeat may only raise the status; a recovered one is read
    from the server's store and may be newer than what we have."""
    now = _with_status(now, message.status)
    if message.source is not Source.BACKFILL:
        return now
    if message.deleted:
        return _after_deletion(now)
    return _after_recovery(now, message)


def replaces(fact: Later, older: Later) -> bool:
    """Whether of two facts that wait for one message only `fact` needs to be kept."""
    match fact, older:
        case Edit(), Edit():
            return not _is_older(fact.at, older.at)
        case StatusUpdate(), StatusUpdate():
            return fact.status.rank > older.status.rank
        case _:
            return False


def _after_edit(now: Changing, edit: Edit) -> Changing:
    if _is_older(edit.at, now.edited_at):
        return now
    edited = replace(now, edited=True, edited_at=now.edited_at if edit.at is None else edit.at)
    if now.deleted:
        # It came late: what was deleted is the edited text.
        return replace(edited, earlier_text=edit.text or now.earlier_text)
    return _with_text(edited, edit.text)


def _after_deletion(now: Changing) -> Changing:
    return now if now.deleted else replace(_with_text(now, ""), deleted=True)


def _after_recovery(now: Changing, message: Message) -> Changing:
    """A page read before an edit that we know of must not undo it."""
    is_stale = now.edited and not message.edited
    if now.deleted or is_stale:
        return now
    return _with_text(replace(now, edited=message.edited), message.text or now.text)


def _with_text(now: Changing, text: str) -> Changing:
    return now if text == now.text else replace(now, text=text, earlier_text=now.text)


def _with_status(now: Changing, status: Status) -> Changing:
    return replace(now, status=status) if status.rank > now.status.rank else now


def _is_older(at: int | None, than: int | None) -> bool:
    return at is not None and than is not None and at < than
