from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from evodesk.domain.status import Health
from evodesk.ui.banner import Banner
from evodesk.ui.buttons import Button
from evodesk.ui.label import Label

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from evodesk.ui.appearance import Appearance


@pytest.mark.parametrize(("width", "below"), [(700, False), (300, True)])
def test_the_action_leaves_the_sentence_its_room(
    appearance: Appearance, qtbot: QtBot, width: int, below: bool
) -> None:
    banner, button = Banner(appearance, Health.DOWN), Button(appearance, "Recover now")
    qtbot.addWidget(banner)
    banner.add_action(button)
    banner.show_words("No contact with the server", "You see what was already kept.")
    banner.resize(700, 100)
    banner.show()
    banner.resize(width, banner.heightForWidth(width))
    qtbot.waitUntil(lambda: (button.y() > banner.findChildren(Label)[1].y()) is below)
    assert button.geometry().right() <= banner.width()
