"""Where a search occurs in a text. Pure; accents and case do not count."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from evodesk.domain.filter import Term

_LETTERS_KEPT = 4096

_BEFORE = 8
"""Letters that lead to a match where what stands before it is left out."""

Span = tuple[int, int]
"""Start and end, in characters of the text."""


def fold(text: str) -> str:
    """Lower case without accents, one character for each of `text`, so that places agree."""
    return text.lower() if text.isascii() else "".join(map(_fold_one, text))


def spans(text: str, terms: Sequence[Term]) -> tuple[Span, ...]:
    """Every place in `text` where one of the terms stands, from the left, none over another."""
    folded = fold(text)
    found = sorted((span for term in terms for span in _places(folded, term)), key=_longest_first)
    apart = list[Span]()
    for start, end in found:
        if not apart or start >= apart[-1][1]:
            apart.append((start, end))
    return tuple(apart)


def led_to(text: str, at: int) -> str:
    """The text from a word shortly before `at` on, with an ellipsis for what is left out."""
    start = text.rfind(" ", 0, max(0, at - _BEFORE)) + 1
    return f"…{text[start:]}" if start else text


def _places(folded: str, term: Term) -> Iterator[Span]:
    """Only where a word begins, as the index has it."""
    wanted = fold(term.text)
    at = folded.find(wanted) if wanted else -1
    while at >= 0:
        end = at + len(wanted)
        begins = not folded[at - 1 : at].isalnum()
        if begins and not (term.is_whole and folded[end : end + 1].isalnum()):
            yield at, end
        at = folded.find(wanted, end)


def _longest_first(span: Span) -> tuple[int, int]:
    return span[0], -span[1]


@lru_cache(_LETTERS_KEPT)
def _fold_one(char: str) -> str:
    base = unicodedata.normalize("NFD", char)[0].lower()
    # A few capitals become two characters in lower case; they stay as they are.
    return base if len(base) == 1 else char
