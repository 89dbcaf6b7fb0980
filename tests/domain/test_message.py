"""What a message says of itself."""

from __future__ import annotations

import pytest

from evodesk.domain.message import Status
from tests.store.making import message


@pytest.mark.parametrize(
    ("chat", "is_group"),
    [("120363@g.us", True), ("5511999990001@s.whatsapp.net", False), ("1203@lid", False)],
)
def test_a_group_shows_in_the_jid(chat: str, is_group: bool) -> None:
    assert message(chat=chat).is_group is is_group


def test_delivery_only_rises() -> None:
    order = ("", "error", "pending", "sent", "delivered", "read", "played")
    assert [Status(each).rank for each in order] == list(range(7))


def test_bulky_parts_stay_out_of_logs() -> None:
    assert "s3cret" not in repr(message(raw='{"a": "s3cret"}'))
