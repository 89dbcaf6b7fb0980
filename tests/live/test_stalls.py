from __future__ import annotations

import time
from typing import TYPE_CHECKING

from evodesk.live import stalls
from evodesk.live.stalls import StallMeter

if TYPE_CHECKING:
    import pytest
    from pytestqt.qtbot import QtBot


def test_nothing_is_known_before_the_first_tick(qtbot: QtBot) -> None:
    assert StallMeter().p99_ms is None


def test_a_stall_is_measured_as_the_excess_over_the_period(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stalls, "START_AFTER_MS", 0)
    meter = StallMeter()
    meter.start()
    qtbot.waitUntil(lambda: meter.p99_ms is not None)
    time.sleep(0.08)
    qtbot.waitUntil(lambda: meter.max_ms > 60)
    meter.stop()
    assert meter.max_ms >= 70
    assert meter.p99_ms is not None
    assert meter.p99_ms <= meter.max_ms + 0.1


def test_a_stopped_meter_counts_no_more(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stalls, "START_AFTER_MS", 0)
    meter = StallMeter()
    meter.start()
    qtbot.waitUntil(lambda: meter.p99_ms is not None)
    meter.stop()
    seen = meter.max_ms
    time.sleep(0.05)
    qtbot.wait(20)
    assert meter.max_ms == seen
