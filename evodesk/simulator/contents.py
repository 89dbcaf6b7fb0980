"""Messages that are more than words: invented photos, sounds, papers, places."""

from __future__ import annotations

import base64
import functools
import hashlib
from typing import TYPE_CHECKING

from evodesk.simulator import shapes
from evodesk.simulator.pictures import photo

if TYPE_CHECKING:
    from evodesk.simulator.shapes import Data

BYTES_A_SECOND = 40
"""Of a voice message, so that its length can be told from its size."""


def picture(base: Data, caption: str) -> Data:
    return shapes.media(
        base,
        "imageMessage",
        "image/png",
        _drawn(caption),
        **({"caption": caption} if caption else {}),
        height=120,
        width=160,
        jpegThumbnail=photo(caption),
    )


@functools.cache
def _drawn(caption: str) -> str:
    return _base64(photo(caption, 160, 120))


def voice(base: Data, sound: bytes) -> Data:
    return shapes.media(
        base,
        "audioMessage",
        "audio/ogg; codecs=opus",
        _base64(b"OggS" + sound),
        seconds=len(sound) // BYTES_A_SECOND,
        ptt=True,
        waveform=bytes(value % 100 for value in hashlib.sha512(sound).digest()),
    )


def document(base: Data, name: str) -> Data:
    content = _base64(b"%PDF-1.4\n% " + name.encode() + b"\n%%EOF\n")
    return shapes.media(
        base, "documentMessage", "application/pdf", content, fileName=name, title=name, pageCount=1
    )


def location(base: Data, name: str, address: str, latitude: float, longitude: float) -> Data:
    place = {
        "degreesLatitude": latitude,
        "degreesLongitude": longitude,
        "name": name,
        "address": address,
        "jpegThumbnail": photo(name),
    }
    return shapes.message(base, "locationMessage", place)


def contact(base: Data, name: str, number: str) -> Data:
    card = f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nTEL:+{number}\nEND:VCARD"
    return shapes.message(base, "contactMessage", {"displayName": name, "vcard": card})


def poll(base: Data, question: str, options: tuple[str, ...]) -> Data:
    """Its secret makes the push a binary event."""
    content = {
        "options": [{"optionName": option} for option in options],
        "name": question,
        "selectableOptionsCount": 1,
    }
    secret = {"messageSecret": hashlib.sha256(base["key"]["id"].encode()).digest()}
    return shapes.message(base, "pollCreationMessageV3", content, messageContextInfo=secret)


def _base64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
