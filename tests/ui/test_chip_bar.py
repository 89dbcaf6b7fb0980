from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from evodesk.domain.reception import Mode
from evodesk.ui.buttons import Button
from evodesk.ui.chip_bar import ChipBar
from tests.ui.samples import status

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from evodesk.ui.appearance import Appearance


@pytest.fixture
def bar(appearance: Appearance, qtbot: QtBot) -> ChipBar:
    bar = ChipBar(appearance)
    qtbot.addWidget(bar)
    bar.count([status(f"n{number}", mode=Mode.NONE) for number in range(20)])
    return bar


def shown(bar: ChipBar, width: int) -> list[str]:
    bar.resize(width, bar.heightForWidth(width))
    bar.show()
    bar.resize(width, bar.heightForWidth(width))
    return [button.text() for button in bar.findChildren(Button)]


def test_words_stand_whole_where_there_is_room(bar: ChipBar) -> None:
    assert shown(bar, 600) == ["All  20", "With a problem  20", "No active mode  20"]
    bar.set_narrow(True)
    assert shown(bar, 600) == ["All  20", "Problems  20", "No mode  20"]


def test_where_they_have_no_room_short_words_stand_and_then_several_lines(bar: ChipBar) -> None:
    whole = shown(bar, 600)
    beside = bar.height()
    assert shown(bar, 300) == ["All  20", "Problems  20", "No mode  20"]
    assert bar.height() == beside
    assert shown(bar, 160) == ["All  20", "Problems  20", "No mode  20"]
    assert bar.height() > beside
    for button, name in zip(bar.findChildren(Button), whole, strict=True):
        assert button.sizeHint().width() <= button.width(), "cut"
        assert bar.rect().contains(button.geometry())
        assert button.accessibleName() == name
    assert shown(bar, 600) == whole
