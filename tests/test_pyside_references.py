"""PySide6 6.12.0 on Python 3.11 drops references to None with each emit and aborts in the end."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QObject, Signal


class Emitter(QObject):
    told = Signal(object)


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_emitting_keeps_the_references_of_constants() -> None:
    emitter = Emitter()
    emitter.told.connect(lambda _: None)
    constants = (None, True, False)
    before = [sys.getrefcount(each) for each in constants]
    for _ in range(100):
        for each in constants:
            emitter.told.emit(each)
    after = [sys.getrefcount(each) for each in constants]
    assert all(abs(b - a) < 50 for a, b in zip(after, before, strict=True)), (before, after)
