"""Where a search occurs in a text. Pure; accents and case do not count."""

from __future__ import annotations

import unicodedata

Span = tuple[int, int]
"""Start and end, in characters of the text."""


def fold(text: str) -> str:
    """Lower case without accents, one character for each of `text`, so that places agree."""
    return "".join(map(_fold_one, text))


def spans(text: str, search: str) -> tuple[Span, ...]:
    """Every place where `search` stands in `text`, from the left, none over another."""
    folded, wanted = fold(text), fold(search)
    found = list[Span]()
    at = folded.find(wanted) if wanted else -1
    while at >= 0:
        found.append((at, at + len(wanted)))
        at = folded.find(wanted, at + len(wanted))
    return tuple(found)


def _fold_one(char: str) -> str:
    base = unicodedata.normalize("NFD", char)[0].lower()
    # A few capitals become two characters in lower case; they stay as they are.
    return base if len(base) == 1 else char
