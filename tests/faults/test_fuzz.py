"""A second or so of garbage for each that reads strangers' bytes."""

from __future__ import annotations

import logging

import pytest

from evodesk.errors import NotEvolution
from tests.faults.fuzz import bend
from tests.faults.targets import Target, targets


@pytest.mark.parametrize("name", targets())
def test_garbage_raises_typed_errors_only(name: str) -> None:
    logging.disable()  # the receiver logs each body that it cannot read
    try:
        tried, crashing = bend(targets()[name], 0.5)
    finally:
        logging.disable(logging.NOTSET)
    assert crashing is None
    assert tried >= 50


def test_a_crash_is_found_and_made_small() -> None:
    def falls_over(data: bytes) -> None:
        if b'"event"' not in data:
            raise NotEvolution()
        raise ZeroDivisionError

    _, crashing = bend(Target(falls_over, (b'{"event": 1, "more": [1, 2, 3]}',)), 5)
    assert crashing is not None
    assert b'"event"' in crashing
