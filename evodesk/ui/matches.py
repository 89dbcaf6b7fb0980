"""Where the words of a search occur in a text. Pure; accents and case do not count."""

from __future__ import annotations

import unicodedata

Span = tuple[int, int]
"""Start and end, in characters of the text."""


def fold(text: str) -> str:
    """Lower case without accents, one character for each of `text`, so that places agree."""
    return "".join(map(_fold_one, text))


def spans(text: str, search: str) -> tuple[Span, ...]:
    """The parts of `text` that begin a word and match a word of `search`, in order, apart."""
    folded, found = fold(text), list[Span]()
    for word in fold(search).split():
        found += _places(folded, word)
    return tuple(_apart(sorted(found)))


def _fold_one(char: str) -> str:
    base = unicodedata.normalize("NFD", char)[0].lower()
    # A few capitals become two characters in lower case; they stay as they are.
    return base if len(base) == 1 else char


def _places(folded: str, word: str) -> list[Span]:
    found, at = list[Span](), folded.find(word)
    while at >= 0:
        if at == 0 or not folded[at - 1].isalnum() or not word[0].isalnum():
            found.append((at, at + len(word)))
        at = folded.find(word, at + 1)
    return found


def _apart(found: list[Span]) -> list[Span]:
    """Overlapping and touching spans become one."""
    merged = list[Span]()
    for start, end in found:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
