"""Messages as one HTML file that needs nothing else: no script, no address, pictures inside."""

from __future__ import annotations

import base64
from functools import partial
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from evodesk.ui.row_words import NOBODY, local_time, row_words
from evodesk.ui.texts import day_title

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import TextIO

    from evodesk.domain.message import StoredMessage
    from evodesk.ui.row_words import People, RowWords

_STYLE = """
body { margin: 0 auto; max-width: 46rem; padding: 1rem; color: #161a21; background: #f3f4f7;
  font: 15px/1.45 system-ui, sans-serif; }
h1 { font-size: 1.3rem; } h2 { font-size: .8rem; text-align: center; color: #4f5967; }
article { background: #fff; border: 1px solid #dadee5; border-radius: 8px; padding: .5rem .7rem;
  margin: .4rem 20% .4rem 0; overflow-wrap: anywhere; }
article.out { background: #e3ecfd; margin: .4rem 0 .4rem 20%; }
header { font-weight: 600; font-size: .85rem; } header span, footer { color: #4f5967;
  font-weight: 400; font-size: .8rem; }
blockquote { margin: .3rem 0; padding-left: .6rem; border-left: 3px solid #7d8794;
  color: #4f5967; } p { margin: .2rem 0; white-space: pre-wrap; } p.own { font-style: italic; }
img { display: block; max-width: 100%; border-radius: 4px; margin: .3rem 0; }
"""
_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"


def html_writer(
    title: str, titles: Mapping[str, str], people: People = NOBODY
) -> Callable[[Iterable[StoredMessage], TextIO], None]:
    """`title`: what was exported; `titles`: instance names to what people call them. The writer
    wants the messages by time."""
    return partial(_write, title, dict(titles), dict(people))


def _write(
    title: str,
    titles: Mapping[str, str],
    people: People,
    stored: Iterable[StoredMessage],
    out: TextIO,
) -> None:
    language = QLocale().bcp47Name()
    out.write(
        f'<!DOCTYPE html>\n<html lang="{language}">\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n<h1>{escape(title)}</h1>\n"
    )
    for _, rows in groupby(stored, key=lambda row: local_time(row.message.timestamp).date()):
        _write_day(list(rows), titles, people, out)
    out.write("</html>\n")


def _write_day(
    rows: list[StoredMessage], titles: Mapping[str, str], people: People, out: TextIO
) -> None:
    # A moment two days later, so that it is told by its date whenever the file is read.
    at = rows[0].message.timestamp
    out.write(f"<h2>{escape(day_title(at + 172_800, at))}</h2>\n")
    for row in rows:
        instance = row.message.key.instance
        words = row_words(row, titles.get(instance, instance), people)
        out.write(_article(row, words))


def _article(stored: StoredMessage, words: RowWords) -> str:
    message = stored.message
    side = "out" if message.key.from_me else "in"
    sent = QCoreApplication.translate("HtmlExport", "You to {contact}").format(contact=words.name)
    who = sent if message.key.from_me else words.name
    beside = " · ".join(part for part in (words.beside, words.tag) if part)
    foot = " · ".join((words.time, *(mark.word for mark in words.marks)))
    return (
        f'<article class="{side}"><header>{escape(who)} <span>{escape(beside)}</span></header>'
        f"{_quote(stored)}{_picture(stored)}{_text(stored, words)}"
        f"<footer>{escape(foot)}</footer></article>\n"
    )


def _quote(stored: StoredMessage) -> str:
    quote = stored.message.quote
    return f"<blockquote>{escape(quote.text)}</blockquote>" if quote and quote.text else ""


def _picture(stored: StoredMessage) -> str:
    media = stored.message.media
    if media is None or not media.thumbnail or stored.message.deleted:
        return ""
    content = base64.b64encode(media.thumbnail).decode("ascii")
    return f'<img alt="" src="data:image/jpeg;base64,{content}">'


def _text(stored: StoredMessage, words: RowWords) -> str:
    """A plain text whole, with its lines; of anything else what its row says."""
    message = stored.message
    if words.is_sentence:
        return f'<p class="own">{escape(words.text)}</p>'
    plain = not words.icon or words.icon == "reply"
    return f"<p>{escape(message.text if plain else words.short)}</p>"
