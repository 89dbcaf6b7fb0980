from __future__ import annotations

import gc
import os
import sys
import threading
import weakref
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from evodesk.live.garbage import GarbageCollector, give_back

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
    gc.unfreeze()
    gc.enable()


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


def test_nothing_is_collected_while_the_program_ends(collector: GarbageCollector) -> None:
    collector.stop()
    lost = weakref.ref(Cycle())
    kept = [[] for _ in range(gc.get_threshold()[0] + 100)]  # type: ignore[var-annotated]
    assert lost() is not None
    assert kept


@pytest.mark.skipif(sys.platform != "linux", reason="told to glibc only")
def test_what_is_free_between_other_things_is_given_back() -> None:
    pages = [bytes(20_000) for _ in range(2_000)]
    kept = pages[::2]
    del pages
    before = resident()
    give_back()
    assert before - resident() > 5_000_000
    assert len(kept) == 1_000


def resident() -> int:
    """Bytes."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
