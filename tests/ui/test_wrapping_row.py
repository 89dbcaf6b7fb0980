from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMargins, QRect
from PySide6.QtWidgets import QWidget

from evodesk.ui.wrapping_row import WrappingRow

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

MARGIN, GAP = 4, 6


def row(
    sizes: list[tuple[int, int]], *, last_apart: bool = False
) -> tuple[QWidget, WrappingRow, list[QWidget]]:
    margins = QMargins(MARGIN, MARGIN, MARGIN, MARGIN)
    line, parts = WrappingRow(margins, GAP, last_apart=last_apart), []
    for width, height in sizes:
        part = QWidget()
        part.setFixedSize(width, height)
        line.addWidget(part)
        parts.append(part)
    holder = QWidget()
    holder.setLayout(line)
    return holder, line, parts


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(10, 90), st.integers(8, 30)), min_size=1, max_size=6),
    st.integers(100, 400),
)
def test_parts_stand_inside_in_order_and_apart(sizes: list[tuple[int, int]], width: int) -> None:
    holder, line, parts = row(sizes)
    area = QRect(0, 0, width, line.heightForWidth(width))
    line.setGeometry(area)
    inside = area.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
    for part, size in zip(parts, sizes, strict=True):
        assert part.size().toTuple() == size
        assert inside.contains(part.geometry())
    for first, second in combinations(parts, 2):
        here, there = first.geometry(), second.geometry()
        assert here.right() < there.left() or here.bottom() < there.top()
    holder.deleteLater()


def test_what_is_hidden_takes_no_room(qtbot: QtBot) -> None:
    holder, line, parts = row([(50, 20), (50, 20), (50, 20)])
    qtbot.addWidget(holder)
    whole = line.sizeHint().width()
    parts[1].hide()
    line.invalidate()
    assert line.sizeHint().width() == whole - 50 - GAP
    line.setGeometry(QRect(0, 0, 400, 40))
    assert parts[2].x() == MARGIN + 50 + GAP


def test_the_last_may_stand_apart(qtbot: QtBot) -> None:
    holder, line, parts = row([(50, 20), (50, 30)], last_apart=True)
    qtbot.addWidget(holder)
    line.setGeometry(QRect(0, 0, 400, 40))
    assert [part.geometry().getRect() for part in parts] == [
        (MARGIN, MARGIN + 5, 50, 20),
        (400 - MARGIN - 50, MARGIN, 50, 30),
    ]
