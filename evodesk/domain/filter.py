"""Which stored messages are meant: what people type into the search and choose in its filters."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from evodesk.domain.message import Kind

if TYPE_CHECKING:
    from evodesk.domain.message import Source

WITH_MEDIA = frozenset(
    {
        *(Kind.PHOTO, Kind.VIDEO, Kind.VIDEO_NOTE, Kind.VOICE, Kind.AUDIO),
        *(Kind.DOCUMENT, Kind.STICKER),
    }
)

_PIECE = re.compile(r'"([^"]*)"?|([^\s"]+)')


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that must occur: words in a row, or the beginning of a word."""

    text: str
    is_whole: bool
    """In quotes, or a single letter: whole words; else the last one may go on."""


@dataclass(frozen=True, slots=True)
class Period:
    """From `since` up to, but without, `until`; unix seconds."""

    since: int
    until: int


@dataclass(frozen=True, slots=True)
class MessageFilter:
    """All that is set must fit; an empty set means any."""

    text: str = ""
    instances: frozenset[str] = frozenset()
    is_sent: bool | None = None
    """True: our own; False: those that came in."""
    kinds: frozenset[Kind] = frozenset()
    sources: frozenset[Source] = frozenset()
    chat: str = ""
    """The jid of one conversation."""
    period: Period | None = None
    unread: bool = False
    with_media: bool = False

    @property
    def terms(self) -> tuple[Term, ...]:
        return terms_of(self.text)

    @property
    def is_blank(self) -> bool:
        """Nothing is asked for, so nothing is found."""
        chosen = replace(self, text="") != MessageFilter()
        return not self.terms and (bool(self.text.strip()) or not chosen)


def terms_of(text: str) -> tuple[Term, ...]:
    """Words, and phrases in quotes; the last quote may still be missing. A piece without a
    letter or figure is left out: no index knows it."""
    pieces = ((quoted, word) for quoted, word in _PIECE.findall(text))
    return tuple(
        Term(quoted.strip() or word, is_whole=bool(quoted) or len(word) == 1)
        for quoted, word in pieces
        if any(letter.isalnum() for letter in quoted or word)
    )
