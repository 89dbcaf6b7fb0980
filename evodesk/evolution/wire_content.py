"""The `message` object of an event -> what kind it is, its text, its media. No I/O.

The server folds extendedTextMessage into `conversation`, but hands wrappers
(ephemeralMessage, viewOnceMessage…) through as they are, so they are opened here
(contract: 05_events_baileys_fake_socket/ephemeral_text, view_once_image).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from evodesk.domain.message import Kind, Media
from evodesk.evolution.wire_values import (
    as_bytes,
    as_list,
    as_object,
    as_text,
    as_whole,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from evodesk.evolution.cut import Json

_THUMBNAIL_LIMIT = 64 * 1024
_WRAPPERS_DEEP = 8

_VIEW_ONCE = ("viewOnceMessage", "viewOnceMessageV2", "viewOnceMessageV2Extension")
_WRAPPERS = (
    *_VIEW_ONCE,
    "ephemeralMessage",
    "documentWithCaptionMessage",
    "editedMessage",
    "deviceSentMessage",
    "groupMentionedMessage",
    "lottieStickerMessage",
)
_WRAPPER_NAMES = frozenset(_WRAPPERS)


class Content(NamedTuple):
    """What a message says, without who said it when."""

    kind: Kind
    text: str = ""
    target_id: str = ""
    media: Media | None = None
    part: Json = None
    """The object that holds it, for what else is in there (contextInfo)."""


class Unwrapped(NamedTuple):
    message: dict[str, Any]
    view_once: bool = False
    edited: bool = False


def unwrap(message: Json) -> Unwrapped:
    """The innermost message, and what its wrappers said about it."""
    inner, names = as_object(message), set()
    if _WRAPPER_NAMES.isdisjoint(inner):
        return Unwrapped(inner)
    for _ in range(_WRAPPERS_DEEP):
        name = next((each for each in _WRAPPERS if as_object(inner.get(each)).get("message")), None)
        if name is None:
            break
        names.add(name)
        inner = as_object(as_object(inner[name]).get("message"))
    return Unwrapped(inner, not names.isdisjoint(_VIEW_ONCE), "editedMessage" in names)


def parse_content(message: dict[str, Any], message_type: str) -> Content:
    """`message` is unwrapped. What is not known becomes UNSUPPORTED with its type as text."""
    if isinstance(text := message.get("conversation"), (str, memoryview)):
        return Content(_TYPES_OF_TEXT.get(message_type, Kind.TEXT), as_text(text))
    for name, read in _READERS.items():
        if isinstance(part := message.get(name), dict):
            return read(part)
    return _by_type(message, message_type)


def text_of(message: Json) -> str:
    """The text of a quoted or edited message; empty when it has none."""
    content = parse_content(unwrap(message).message, "")
    return "" if content.kind is Kind.UNSUPPORTED else content.text


def _by_type(message: dict[str, Any], message_type: str) -> Content:
    """Without an object of its own: what we send through the EVOLUTION channel
    (contract: 05_events_evolution_channel/sendMedia_image_url, sendButtons)."""
    if kind := _TYPES_OF_MEDIA.get(message_type):
        return Content(kind, as_text(message.get("caption")), media=Media())
    if lines := _lines(message, "title", "description", "footer"):
        return Content(Kind.TEXT, lines)
    first = next((name for name in message if name != "messageContextInfo"), "")
    return Content(Kind.UNSUPPORTED, message_type or first[:64])


def _extended_text(part: dict[str, Any]) -> Content:
    return Content(Kind.TEXT, as_text(part.get("text")), part=part)


def _media_of(kind: Kind) -> Callable[[dict[str, Any]], Content]:
    def read(part: dict[str, Any]) -> Content:
        return Content(kind, as_text(part.get("caption")), media=_media(part), part=part)

    return read


def _audio(part: dict[str, Any]) -> Content:
    spoken = part.get("ptt") is True or part.get("voice") is True
    return Content(Kind.VOICE if spoken else Kind.AUDIO, media=_media(part), part=part)


def _media(part: dict[str, Any]) -> Media:
    """The Meta channel has names of its own (contract: 05_events_meta_channel/document)."""
    thumbnail = as_bytes(part.get("jpegThumbnail"))
    return Media(
        mime=as_text(part.get("mimetype") or part.get("mime_type"))[:128],
        size=_natural(part.get("fileLength")),
        file_name=as_text(part.get("fileName") or part.get("filename") or part.get("title"))[:255],
        seconds=_natural(part.get("seconds")),
        thumbnail=thumbnail if len(thumbnail) <= _THUMBNAIL_LIMIT else b"",
    )


def _natural(value: Json) -> int | None:
    number = as_whole(value)
    return number if number is not None and number >= 0 else None


def _location(part: dict[str, Any]) -> Content:
    return Content(Kind.LOCATION, _place(part), part=part)


def _live_location(part: dict[str, Any]) -> Content:
    text = as_text(part.get("caption")) or _place(part)
    return Content(Kind.LIVE_LOCATION, text, part=part)


def _place(part: dict[str, Any]) -> str:
    """Its name and address, else the coordinates."""
    named = [text for name in ("name", "address") if (text := as_text(part.get(name)))]
    if named:
        return ", ".join(named)
    degrees = (part.get("degreesLatitude"), part.get("degreesLongitude"))
    return ", ".join(str(each) for each in degrees if isinstance(each, int | float))


def _contact(part: dict[str, Any]) -> Content:
    return Content(Kind.CONTACT, as_text(part.get("displayName")), part=part)


def _contacts(part: dict[str, Any]) -> Content:
    names = [as_text(as_object(each).get("displayName")) for each in as_list(part.get("contacts"))]
    text = ", ".join(name for name in names if name) or as_text(part.get("displayName"))
    return Content(Kind.CONTACT, text, part=part)


def _poll(part: dict[str, Any]) -> Content:
    return Content(Kind.POLL, as_text(part.get("name")), part=part)


def _button_reply(part: dict[str, Any]) -> Content:
    text = as_text(part.get("selectedDisplayText"))
    chosen = as_text(part.get("selectedButtonId") or part.get("selectedId"))
    return Content(Kind.BUTTON_REPLY, text or chosen, part=part)


def _flow_reply(part: dict[str, Any]) -> Content:
    text = as_text(as_object(part.get("body")).get("text"))
    flow = as_text(as_object(part.get("nativeFlowResponseMessage")).get("name"))
    return Content(Kind.BUTTON_REPLY, text or flow, part=part)


def _list_reply(part: dict[str, Any]) -> Content:
    text = as_text(part.get("title"))
    chosen = as_text(as_object(part.get("singleSelectReply")).get("selectedRowId"))
    return Content(Kind.LIST_REPLY, text or chosen, part=part)


def _reaction(part: dict[str, Any]) -> Content:
    """An empty text takes the reaction back (contract: …fake_socket/reaction_removed)."""
    target = as_text(as_object(part.get("key")).get("id"))
    return Content(Kind.REACTION, as_text(part.get("text")), target_id=target, part=part)


def _offer(part: dict[str, Any]) -> Content:
    """Buttons, lists and templates that somebody was offered: only their words are shown."""
    template = as_object(part.get("hydratedTemplate") or part.get("hydratedFourRowTemplate"))
    body = as_text(as_object(part.get("body")).get("text"))
    lines = (
        _lines(part, "title", "contentText", "description", "footerText"),
        body,
        _lines(template, "hydratedTitleText", "hydratedContentText", "hydratedFooterText"),
    )
    return Content(Kind.TEXT, "\n".join(each for each in lines if each), part=part)


def _lines(part: dict[str, Any], *names: str) -> str:
    return "\n".join(text for name in names if (text := as_text(part.get(name))))


_READERS: dict[str, Callable[[dict[str, Any]], Content]] = {
    "extendedTextMessage": _extended_text,
    "imageMessage": _media_of(Kind.PHOTO),
    "videoMessage": _media_of(Kind.VIDEO),
    "ptvMessage": _media_of(Kind.VIDEO_NOTE),
    "audioMessage": _audio,
    "documentMessage": _media_of(Kind.DOCUMENT),
    "stickerMessage": _media_of(Kind.STICKER),
    "locationMessage": _location,
    "liveLocationMessage": _live_location,
    "contactMessage": _contact,
    "contactsArrayMessage": _contacts,
    "pollCreationMessage": _poll,
    "pollCreationMessageV2": _poll,
    "pollCreationMessageV3": _poll,
    "buttonsResponseMessage": _button_reply,
    "templateButtonReplyMessage": _button_reply,
    "interactiveResponseMessage": _flow_reply,
    "listResponseMessage": _list_reply,
    "reactionMessage": _reaction,
    "buttonsMessage": _offer,
    "listMessage": _offer,
    "interactiveMessage": _offer,
    "templateMessage": _offer,
}
_TYPES_OF_TEXT = {"buttonMessage": Kind.BUTTON_REPLY, "interactiveMessage": Kind.BUTTON_REPLY}
"""The Meta channel sends replies as plain text (contract: 05_events_meta_channel/button_reply)."""
_TYPES_OF_MEDIA = {
    "imageMessage": Kind.PHOTO,
    "videoMessage": Kind.VIDEO,
    "ptvMessage": Kind.VIDEO_NOTE,
    "audioMessage": Kind.AUDIO,
    "documentMessage": Kind.DOCUMENT,
    "stickerMessage": Kind.STICKER,
}
