from __future__ import annotations

import gc
import threading
import weakref
from typing import TYPE_CHECKING

import pytest

from evodesk.live.garbage import GarbageCollector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


class Cycle:
    def __init__(self) -> None:
        self.me = self


@pytest.fixture
def collector(qtbot: QtBot) -> Iterator[GarbageCollector]:
    running = GarbageCollector()
    running.start()
    yield running
    running.stop()


def test_other_threads_collect_nothing(collector: GarbageCollector) -> None:
    lost = weakref.ref(Cycle())
    busy = threading.Thread(target=lambda: [Cycle() for _ in range(5000)])
    busy.start()
    busy.join()
    assert lost() is not None


def test_the_gui_thread_collects_what_is_due(collector: GarbageCollector) -> None:
    lost = weakref.ref(Cycle())
    kept = [[] for _ in range(gc.get_threshold()[0] + 100)]  # type: ignore[var-annotated]
    collector.collect_what_is_due()
    assert lost() is None
    assert kept


def test_python_collects_again_after_stop(qtbot: QtBot) -> None:
    collector = GarbageCollector()
    collector.start()
    assert not gc.isenabled()
    collector.stop()
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0
