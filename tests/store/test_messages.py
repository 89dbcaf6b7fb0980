"""The content of a message is noted beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evodesk.domain.message import Kind, Media, Source
from tests.store.making import key, message

if TYPE_CHECKING:
    from evodesk.store.messages import Messages

    pass


async def test_attach_notes_where_the_content_lies(messages: Messages) -> None:
    photo = message("A", kind=Kind.PHOTO, media=Media(mime="image/jpeg", size=9))
    await messages.add([photo, message("B")])
    stored = await messages.attach(key("A"), "s1/ab/cd.jpg")
    assert stored is not None
    assert stored.message.media == Media(mime="image/jpeg", size=9, path="s1/ab/cd.jpg")
    bare = await messages.attach(key("B"), "s1/ef/gh.bin")
    assert bare is not None
    assert bare.message.media == Media(path="s1/ef/gh.bin")
    assert await messages.attach(key("unknown"), "x") is None
    await messages.add([photo._replace(source=Source.BACKFILL)])
    assert (await messages.one(stored.row)) == stored
