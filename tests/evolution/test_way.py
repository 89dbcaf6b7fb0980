from __future__ import annotations

from evodesk.evolution.way import source_for


def test_this_computer_is_reached_from_itself() -> None:
    assert source_for(("127.0.0.1", 9)) == "127.0.0.1"


def test_where_there_is_no_way() -> None:
    """An address of the future use block, which no route takes."""
    assert source_for(("255.255.255.255", 9)) is None
