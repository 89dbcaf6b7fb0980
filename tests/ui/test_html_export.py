from __future__ import annotations

import io
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from evodesk.domain.contact import Contact
from evodesk.domain.message import Kind, Media, Quote, StoredMessage
from evodesk.ui.html_export import html_writer
from tests.ui.sample_messages import TITLES, at, message

if TYPE_CHECKING:
    from evodesk.domain.message import Message


class Page(HTMLParser):
    """What a browser would see."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words: list[str] = []
        self.pictures: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.pictures += [value or "" for name, value in attrs if name == "src"]

    def handle_data(self, data: str) -> None:
        self.words.append(data.strip())


def page(*messages: Message, people: dict[tuple[str, str], Contact] | None = None) -> Page:
    out = io.StringIO()
    rows = [StoredMessage(row, made) for row, made in enumerate(messages)]
    html_writer("Oficina", TITLES, people or {})(rows, out)
    return Page(out.getvalue())


def test_each_day_and_each_message_once() -> None:
    found = page(message("um", timestamp=at("09:41", 22)), message("dois", timestamp=at("09:41")))
    assert found.tags.count("article") == 2
    assert found.tags.count("h2") == 2
    assert {"um", "dois", "Rogério Menezes", "09:41"} <= set(found.words)


def test_our_own_say_whom_they_went_to() -> None:
    own = message("oi", from_me=True)
    contact = Contact(own.key.instance, own.chat, alias="Fornecedor")
    assert "You to Fornecedor" in page(own, people={contact.key: contact}).words


def test_lines_quotes_pictures_and_kinds() -> None:
    photo = message(
        "pastilha", kind=Kind.PHOTO, media=Media("image/jpeg", thumbnail=b"\xff\xd8\xff")
    )
    found = page(message("uma\nduas", quote=Quote("Q", "antes")), photo)
    assert {"uma\nduas", "antes", "pastilha"} <= set(found.words)
    assert found.pictures == ["data:image/jpeg;base64,/9j/"]


def test_what_was_deleted_shows_neither_text_nor_picture() -> None:
    media = Media("image/jpeg", thumbnail=b"\xff\xd8\xff")
    found = page(message("segredo", kind=Kind.PHOTO, media=media)._replace(deleted=True))
    assert "segredo" not in found.words
    assert found.pictures == []


@given(st.text(max_size=60), st.text(max_size=30))
def test_nothing_that_a_stranger_writes_is_markup(text: str, name: str) -> None:
    evil = f"</p><script>{text}</script><img src=http://x>"
    found = page(message(evil, name=f"{name}<b>", quote=Quote("Q", evil)))
    assert set(found.tags) <= {
        *("html", "meta", "title", "style", "h1", "h2", "article", "header", "span"),
        *("blockquote", "p", "footer"),
    }
