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
    bar.resize(width, bar.height())
    bar.show()
    return [button.text() for button in bar.findChildren(Button)]


def test_words_stand_whole_where_there_is_room(bar: ChipBar) -> None:
    assert shown(bar, 600) == ["All  20", "With a problem  20", "No active mode  20"]
    assert not any(button.toolTip() for button in bar.findChildren(Button))


def test_longer_words_are_cut_and_counts_are_not(bar: ChipBar) -> None:
    wide = shown(bar, 600)
    narrow = shown(bar, 250)
    assert narrow[0] == wide[0]
    assert [text[-3:] for text in narrow[1:]] == [" 20", " 20"]
    for button, whole in zip(bar.findChildren(Button), wide, strict=True):
        assert button.sizeHint().width() <= button.width()
        assert button.accessibleName() == whole
        assert button.toolTip() == ("" if button.text() == whole else whole)
    assert shown(bar, 600) == wide
