from __future__ import annotations

import pytest

from tests.fakes import FakeJournal
from tests.switching.stage import Stage


@pytest.fixture
def journal() -> FakeJournal:
    return FakeJournal()


@pytest.fixture
def stage(journal: FakeJournal) -> Stage:
    return Stage(journal)
