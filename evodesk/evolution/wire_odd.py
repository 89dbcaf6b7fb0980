"""What comes and cannot be read, as it is kept. No I/O.

Of an event that we read we know where its secrets are; of these we do not. So everything goes
whose name or look is that of a secret. Of what is no JSON only size and hash are kept: no name
tells there what is what.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

import orjson

from evodesk.domain.event import Event, RawEvent
from evodesk.domain.message import Source
from evodesk.domain.reception import mask_url
from evodesk.errors import NotEvolution
from evodesk.evolution.cut import parse_json
from evodesk.evolution.wire_raw import raw_json

if TYPE_CHECKING:
    from evodesk.evolution.cut import Json

_HIDDEN = "•••"
_SECRET_NAME = re.compile(
    r"api[-_]?key|token|secret|passw|pwd|auth|jwt|hash|cookie|credential|destination|qr|pairing"
    r"|^code$",
    re.IGNORECASE,
)
# Each begins where a word begins: begun anew at each letter, they take a second for a long one.
_CUT_SHORT = re.compile(r"(?<!\S)\S*…$")
"""What is left of a word does not look like the whole."""
_URL = re.compile(r"(?<!\w)\w+://[^\s\"'<>]+")
_SECRET_LOOK = re.compile(r"(?i:bearer|basic)\s+\S+|eyJ[\w.-]+|[\w+/=-]{32,}")
"""Keys and tokens of the server are UUIDs or longer, and so are the secrets of our address."""


def odd_json(value: Json) -> str:
    """Compact JSON of at most RAW_LIMIT bytes."""
    # Shortened first, because the patterns are slow; and again, because a mask may be longer.
    return raw_json(_without_secrets(orjson.loads(raw_json(value))))


def odd_body(server: str, body: bytes, received_at: float) -> Event:
    """For a webhook's body that is no event. `received_at`: unix seconds."""
    try:
        raw = odd_json(parse_json(body))
    except NotEvolution:
        size_and_hash = {"bytes": len(body), "sha256": hashlib.sha256(body).hexdigest()}
        raw = orjson.dumps(size_and_hash).decode()
    kept = RawEvent(server, "", "", received_at, raw)
    return Event(server, "", "", Source.WEBHOOK, received_at, (kept,))


def _without_secrets(value: Json) -> Json:
    if isinstance(value, str):
        return _masked(value)
    if isinstance(value, list):
        return [_without_secrets(each) for each in value]
    if isinstance(value, dict):
        return {
            _masked(name): _without_secrets(each)
            for name, each in value.items()
            if not _SECRET_NAME.search(name)
        }
    return value


def _masked(text: str) -> str:
    text = _URL.sub(lambda found: mask_url(found[0]), _CUT_SHORT.sub(_HIDDEN, text))
    return _SECRET_LOOK.sub(_HIDDEN, text)
