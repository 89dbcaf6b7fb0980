"""`getBase64FromMediaMessage` -> the content of a message, ready to be written. No I/O."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evodesk.domain.event import Attachment
from evodesk.errors import NotEvolution
from evodesk.evolution.cut import parse_json
from evodesk.evolution.wire_values import as_object, as_text

if TYPE_CHECKING:
    from evodesk.domain.message import MessageKey


def parse_media(key: MessageKey, body: bytes) -> Attachment:
    """contract: 05_events_baileys_fake_socket/getBase64_by_key_only. Raises NotEvolution."""
    answer = as_object(parse_json(body))
    content = answer.get("base64")
    if isinstance(content, str):
        content = content.encode("ascii", "replace")
    if not isinstance(content, bytes | memoryview) or not content:
        raise NotEvolution()
    return Attachment(key, as_text(answer.get("mimetype"))[:128], content)
