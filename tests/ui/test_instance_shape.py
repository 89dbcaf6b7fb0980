"""The geometry of a row at every width and text size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication

from evodesk.domain.reception import Mode, Side
from evodesk.ui.instance_row import InstanceRow
from evodesk.ui.instance_shape import RIGHT, RowMeasures, measure, shape_of
from evodesk.ui.spinner import Spinner
from tests.ui.samples import NOW, status

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from evodesk.ui.appearance import Appearance

USUAL = RowMeasures(18, 28, 32, {Side.WEBHOOK: 104, Side.WEBSOCKET: 92}, 82)


def test_the_usual_row_is_as_drawn() -> None:
    shape = shape_of(388, USUAL, has_strip=True)
    assert (shape.body.height(), shape.height) == (64, 96)
    assert shape.radios[Side.WEBSOCKET].right() <= 388 - RIGHT + 4


@given(
    st.integers(340, 520),
    st.builds(
        RowMeasures,
        line=st.integers(18, 40),
        radio=st.integers(28, 46),
        strip=st.integers(32, 60),
        columns=st.fixed_dictionaries(
            {Side.WEBHOOK: st.integers(104, 160), Side.WEBSOCKET: st.integers(92, 140)}
        ),
        state=st.integers(60, 180),
    ),
    st.booleans(),
)
@example(340, RowMeasures(18, 28, 32, {Side.WEBHOOK: 158, Side.WEBSOCKET: 140}, 60), False)
def test_nothing_overlaps_or_leaves_the_row(
    width: int, measures: RowMeasures, has_strip: bool
) -> None:
    shape = shape_of(width, measures, has_strip)
    webhook, websocket = shape.radios[Side.WEBHOOK], shape.radios[Side.WEBSOCKET]
    assert not shape.state.intersects(webhook)
    assert not shape.state.intersects(shape.first_line)
    assert not webhook.intersects(websocket)
    assert shape.body.contains(webhook)
    assert shape.body.contains(websocket)
    assert shape.state.width() >= min(measures.state - 2, width - 60)
    assert (shape.strip.height() > 0) is has_strip


def test_a_real_row_is_64_high_and_96_with_a_strip(qtbot: QtBot, appearance: Appearance) -> None:
    for mode, height in ((Mode.WEBHOOK, 64), (Mode.NONE, 96)):
        spinner = Spinner(appearance, appearance)
        row = InstanceRow(status(mode=mode), appearance, spinner, measure(appearance), lambda: NOW)
        qtbot.addWidget(row)
        row.resize(388, 64)
        assert row.sizeHint().height() == height


def test_the_mark_of_another_system_keeps_clear_of_the_next_radio(appearance: Appearance) -> None:
    usual = appearance.font("body")
    for family in (usual.family(), "DejaVu Sans", "Inter"):
        QApplication.setFont(QFont(family, usual.pointSize()))
        columns = measure(appearance).columns
        word = QFontMetrics(appearance.font("smallStrong")).horizontalAdvance("Webhook")
        mark_ends = 16 + 6 + word + 6 + 12
        assert columns[Side.WEBHOOK] - mark_ends >= 8
    QApplication.setFont(usual)
