"""Whom a searched word means by the name that people here gave them.

An alias is in no message and may change at any time, so it is looked up when it is asked for.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING

from evodesk.store.raw import raw

if TYPE_CHECKING:
    from collections.abc import Mapping

    from peewee import SqliteDatabase

    from evodesk.domain.filter import Term

_WORD = re.compile(r"[^\W_]+")


def jids_called(db: SqliteDatabase, server: str, term: Term) -> Mapping[str, list[str]]:
    """Instance -> the jids there whose alias holds the term, by the rules for texts."""
    found = raw(db).execute(
        "SELECT instance, jid, alias FROM contact INDEXED BY contact_by_alias "
        "WHERE server = ? AND alias <> ''",
        (server,),
    )
    wanted = _words(term.text) + (" " if term.is_whole else "")
    jids = defaultdict[str, list[str]](list)
    for instance, jid, alias in found:
        if wanted.strip() and wanted in f"{_words(alias)} ":
            jids[instance].append(jid)
    return jids


def folded(text: str) -> str:
    """As the index spells it: lower case, no accents. Where it differs, the words are not found
    by their beginning and SQLite itself looks for them."""
    letters = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).lower()


def _words(text: str) -> str:
    """Each with a blank before it."""
    return "".join(f" {word}" for word in _WORD.findall(folded(text)))
